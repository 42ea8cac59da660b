import type { AccountView } from '#contract/accounts.ts'
import { sourceTraits } from '#contract/pure/credentials/token-source.ts'
import type { TokenView } from '#contract/token.ts'
import { useAccountSnapshot } from '#renderer/bridge/stores.ts'
import { isAlive } from '#renderer/model/token-state.ts'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { Countdown, FetchTokenButton, TestTokenButton } from './fetch-button.tsx'
import { useFetchTokenAction } from './token-fetch.ts'
import { useProbe } from './use-probe.ts'

interface AgainProps {
  token: TokenView
  primary: boolean
  countdown: string | undefined
}

/** The person tries again; the console never does. Where a token lives, it is tested, else one is fetched. */
export function TryAgain({
  account,
  isDue,
  countdown,
}: {
  account: AccountView
  /** There was reason to wait, and there is none any more. */
  isDue: boolean
  /** How long there is reason to wait. */
  countdown: string | undefined
}) {
  const token = useAccountSnapshot('token', account.id)?.value
  if (!token) return null
  if (!sourceTraits(account.tokenSource).canRenew || isAlive(token.state)) {
    return <TestAgain token={token} primary={isDue} countdown={countdown} />
  }
  return <FetchAgain token={token} primary={isDue} countdown={countdown} />
}

function FetchAgain({ token: { accountId, fetchingForMs }, primary, countdown }: AgainProps) {
  useFetchTokenAction(accountId)
  const fetching = fetchingForMs !== undefined
  return <FetchTokenButton quiet accountId={accountId} fetching={fetching} primary={primary} countdown={countdown} />
}

function TestAgain({ token, primary, countdown }: AgainProps) {
  const probe = useProbe(token)
  // A refusal of the IP is what the whole panel is about.
  const failure = probe.failure?.code === 'wechat' ? undefined : probe.failure
  return (
    <>
      {failure && <ProblemNote failure={failure} />}
      <TestTokenButton size="s" variant={primary ? 'primary' : 'default'} busy={probe.busy}>
        {countdown !== undefined && <Countdown>{countdown}</Countdown>}
      </TestTokenButton>
    </>
  )
}
