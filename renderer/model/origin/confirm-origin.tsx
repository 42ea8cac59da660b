import { useTranslation } from 'react-i18next'
import type { Asking, Question } from '#renderer/model/command.ts'
import { ConfirmDialog } from '#renderer/ui/overlays/confirm-dialog.tsx'

/** What an account's change says of the origin that a person has confirmed. */
export function confirmedOrigin(confirmed: Question | undefined): { confirmedOrigin?: string } {
  return confirmed?.code === 'confirm-origin' ? { confirmedOrigin: confirmed.origin } : {}
}

/** Names where the secret will go before it goes anywhere else than to WeChat. */
export function ConfirmOrigin({ command: { question, confirm, dismiss } }: { command: Asking }) {
  const { t } = useTranslation('accounts')
  // As it will be dialled.
  const origin = question?.code === 'confirm-origin' ? question.origin : undefined
  return (
    <ConfirmDialog
      open={origin !== undefined}
      title={t('origin.confirmTitle', { origin })}
      why={t('origin.confirmWhy')}
      confirm={{ children: t('origin.confirmGo'), onClick: () => void confirm() }}
      safe={{ children: t('origin.confirmStay') }}
      onClose={dismiss}
    />
  )
}
