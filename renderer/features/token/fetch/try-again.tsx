import { Activity } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import type { TokenView } from '#contract/token.ts'
import { useAccountSnapshot } from '#renderer/bridge/stores.ts'
import { isAlive } from '#renderer/model/token-state.ts'
import { Button } from '#renderer/ui/button.tsx'
import { ProblemNote } from '#renderer/ui/problem-note.tsx'
import { Countdown, FetchTokenButton } from './fetch-button.tsx'
import { useProbe } from './use-probe.ts'

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
  if (account.family === 'pasted' || isAlive(token.state)) {
    return <TestAgain token={token} primary={isDue} countdown={countdown} />
  }
  const fetching = token.fetchingForMs !== undefined
  return <FetchTokenButton quiet accountId={account.id} fetching={fetching} primary={isDue} countdown={countdown} />
}

function TestAgain({
  token,
  primary,
  countdown,
}: {
  token: TokenView
  primary: boolean
  countdown: string | undefined
}) {
  const { t } = useTranslation('token')
  const probe = useProbe(token)
  // A refusal of the IP is what the whole panel is about.
  const failure = probe.failure?.code === 'wechat' ? undefined : probe.failure
  return (
    <>
      {failure && <ProblemNote failure={failure} />}
      <Button
        size="s"
        variant={primary ? 'primary' : 'default'}
        icon={Activity}
        busy={probe.busy}
        onClick={() => void probe.run()}
      >
        {t(probe.busy ? 'probe.testing' : 'probe.test')}
        {countdown !== undefined && <Countdown>{countdown}</Countdown>}
      </Button>
    </>
  )
}
