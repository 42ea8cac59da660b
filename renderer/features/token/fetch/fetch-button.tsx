import { Activity, RefreshCw } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ActionButton } from '#renderer/actions/action-button.tsx'
import { CancelButton } from '#renderer/model/cancel-button.tsx'
import { useCommandView } from '#renderer/model/command.ts'
import type { ButtonProps } from '#renderer/ui/controls/button.tsx'
import { tokenFetch } from './token-fetch.ts'

/** The one way on this screen to ask WeChat for a token; while it does, the way to stop it. */
export function FetchTokenButton({
  accountId,
  fetching,
  quiet = false,
  primary = !quiet,
  countdown,
}: {
  accountId: string
  /** A fetch is running, whoever started it. */
  fetching: boolean
  /** Something else on the surface matters more. */
  quiet?: boolean
  /** It is the one thing to do on this surface. */
  primary?: boolean
  /** How long there is reason to wait; it can be pressed all the same. */
  countdown?: string | undefined
}) {
  const { t } = useTranslation('token')
  const command = useCommandView(tokenFetch(accountId))
  const waiting = command.busy || fetching
  return (
    <>
      <ActionButton
        action="token.fetch"
        variant={primary && !waiting ? 'primary' : 'default'}
        size={quiet ? 's' : 'l'}
        icon={RefreshCw}
        busy={waiting}
        showsKey={!quiet && !waiting}
      >
        {waiting ? t('fetching') : t('fetch')}
        {!waiting && countdown !== undefined && <Countdown>{countdown}</Countdown>}
      </ActionButton>
      <CancelButton command={command} size={quiet ? 's' : 'l'} />
    </>
  )
}

/** One harmless call with the token that is held; while it runs, the button says so. */
export function TestTokenButton({
  busy,
  children,
  ...look
}: Pick<ButtonProps, 'size' | 'variant' | 'children'> & { busy: boolean }) {
  const { t } = useTranslation('token')
  return (
    <ActionButton action="token.test" icon={Activity} busy={busy} {...look}>
      {t(busy ? 'probe.testing' : 'probe.test')}
      {children}
    </ActionButton>
  )
}

/** Changes every second, so readers are told the moment instead, beside the button. */
export function Countdown({ children }: { children: string }) {
  return (
    <span aria-hidden className="font-text text-text-3 tabular-nums">
      {children}
    </span>
  )
}
