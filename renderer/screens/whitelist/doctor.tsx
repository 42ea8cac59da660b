import type { AccountView } from '#contract/accounts.ts'
import { TryAgain } from '#renderer/features/token/fetch/try-again.tsx'
import { WhitelistDoctor } from '#renderer/features/whitelist/whitelist-doctor.tsx'
import type { WechatProblem } from '#renderer/model/whitelist-refusal.ts'

/** What to do about a refused IP; the last step is the token's own button. */
export function Doctor({ account, problem }: { account: AccountView; problem: WechatProblem }) {
  return (
    <WhitelistDoctor
      account={account}
      problem={problem}
      tryAgain={(wait) => (
        <TryAgain
          account={account}
          isDue={wait?.isOver ?? false}
          countdown={wait && !wait.isOver ? wait.left : undefined}
        />
      )}
    />
  )
}
