import { FlaskConical } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { client } from '#renderer/bridge/client.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { useCommand } from '#renderer/model/command.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { formatCountdown } from '#renderer/ui/text/format.ts'
import { Scenarios } from './scenarios.tsx'

const jumps = ['5min', '1h', '1d', 'to-expiry'] as const

/** The sandbox account's own line: its clock can be moved, and its answers chosen. */
export function SandboxBar({ accountId }: { accountId: string }) {
  const { t } = useTranslation('sandbox')
  const sandbox = useSnapshot('sandbox')?.value
  const jump = useCommand(
    ({ signal }, by: (typeof jumps)[number]) => client.sandbox.jump({ accountId, by }, { signal }),
    { whileBusy: 'replace' },
  )
  if (!sandbox) return null
  return (
    <section
      aria-label={t('controls')}
      className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-1 border-b border-border bg-sandbox-soft pr-2 pl-4 text-small wide:pr-3 wide:pl-5"
    >
      <Icon of={FlaskConical} size="s" className="text-sandbox-text" />
      <span className="mr-2 ml-1 text-sandbox-text">
        {sandbox.running ? `${t('clock')} ${aheadText(sandbox.offsetMs, t)}` : t('starting')}
      </span>
      {jumps.map((by) => (
        <Button key={by} variant="plain" size="s" onClick={() => void jump.run(by)}>
          {t(`jump.${by}`)}
        </Button>
      ))}
      <span className="grow" />
      <Scenarios accountId={accountId} on={sandbox.scenarios} />
      {jump.failure && <ProblemNote failure={jump.failure} />}
    </section>
  )
}

function aheadText(offsetMs: number, t: ReturnType<typeof useTranslation<'sandbox'>>['t']): string {
  return offsetMs === 0 ? t('realTime') : t('ahead', { ahead: formatCountdown(offsetMs) })
}
