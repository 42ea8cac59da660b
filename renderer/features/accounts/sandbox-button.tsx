import { FlaskConical } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { client } from '#renderer/bridge/client.ts'
import { useCommand } from '#renderer/model/command.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'

/** The way in without an account of one's own. */
export function SandboxButton({ onAdded }: { onAdded(account: AccountView): void }) {
  const { t } = useTranslation('accounts')
  // biome-ignore lint/correctness/useHookAtTopLevel: a command, not a hook
  const start = useCommand(({ signal }) => client.accounts.useSandbox(undefined, { signal }))
  const run = async () => {
    const account = await start.run()
    if (account) onAdded(account)
  }
  return (
    <>
      <Button size="l" icon={FlaskConical} busy={start.busy} onClick={() => void run()}>
        {start.busy ? t('first.starting') : t('first.useSandbox')}
      </Button>
      {start.failure && <ProblemNote failure={start.failure} />}
    </>
  )
}
