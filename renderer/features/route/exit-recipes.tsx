import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/ui/controls/button.tsx'
import { CommandLine } from '#renderer/ui/feedback/command-line.tsx'

/** A tunnel that `ssh` opens on its usual port. */
const TUNNEL = 'ssh -D 1080 you@server'
const TUNNEL_PROXY = 'socks5://127.0.0.1:1080'
const WEBHOST = 'npm ci && npm start -- --web'
const WEBHOST_TUNNEL = 'ssh -L 7264:127.0.0.1:7264 you@server'

/** How to get an egress IP that a whitelist can name; the first is the least work. */
export function ExitRecipes({ onUse }: { onUse(proxy: string): void }) {
  const { t } = useTranslation('route')
  const command = (text: string) => (
    <CommandLine text={text} label={t('exit.copy', { command: text })} done={t('exit.copied')} />
  )
  return (
    <section aria-label={t('exit.title')} className="flex flex-col gap-2.5 border-t border-border pt-4">
      <h3 className="font-strong">{t('exit.title')}</h3>
      <p className="text-small text-text-2">{t('exit.why')}</p>
      <ol className="flex flex-col gap-3">
        <li className="flex flex-col gap-1.5">
          <p className="text-small text-text-2">{t('exit.ssh')}</p>
          {command(TUNNEL)}
          <div className="flex flex-wrap items-center gap-2">
            <span className="mono text-small">{TUNNEL_PROXY}</span>
            <Button size="s" onClick={() => onUse(TUNNEL_PROXY)}>
              {t('exit.sshUse')}
            </Button>
          </div>
        </li>
        <li className="flex flex-col gap-1.5">
          <p className="text-small text-text-2">{t('exit.webhost')}</p>
          {command(WEBHOST)}
          <p className="text-small text-text-2">{t('exit.webhostThen')}</p>
          {command(WEBHOST_TUNNEL)}
        </li>
      </ol>
    </section>
  )
}
