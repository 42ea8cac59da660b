import { useTranslation } from 'react-i18next'
import { CopyButton } from '#renderer/ui/feedback/copy-button.tsx'

const SOCKS_PROXY = 'socks5://127.0.0.1:1080'

/** Two ways of sending from a server that is whitelisted already. */
export function Recipes() {
  const { t } = useTranslation(['whitelist', 'route'])
  return (
    <div className="grid gap-2.5">
      <Recipe command="ssh -D 1080 server" why={t('socks', { proxy: SOCKS_PROXY, menu: t('route:menu') })} />
      <Recipe command="ssh -L 7264:127.0.0.1:7264 server" why={t('webhost')} />
    </div>
  )
}

function Recipe({ command, why }: { command: string; why: string }) {
  const { t } = useTranslation('whitelist')
  return (
    <div className="grid gap-1">
      <div className="flex items-center gap-2 rounded-2 border border-border bg-surface-2 py-1 pr-1 pl-3">
        <code className="mono min-w-0 grow wrap-anywhere">{command}</code>
        <CopyButton compact text={command} label={t('copyCommand')} done={t('copiedCommand')} />
      </div>
      <p className="text-pretty wrap-anywhere text-text-3">{why}</p>
    </div>
  )
}
