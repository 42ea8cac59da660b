import { Gauge } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Asking } from '#renderer/model/command.ts'
import { ConfirmDialog } from '#renderer/ui/overlays/confirm-dialog.tsx'
import { Point } from '#renderer/ui/overlays/dialog.tsx'

/** Asks before a request that touches production, or uses up something scarce. Not sending it comes first. */
export function CostDialog({ command: { question, confirm, dismiss } }: { command: Asking }) {
  const { t } = useTranslation('request')
  if (question?.code !== 'confirm-request') return null
  const { cost } = question
  return (
    <ConfirmDialog
      title={t(`confirm.${cost}.title`)}
      why={t(`confirm.${cost}.lead`)}
      confirm={{ children: t('confirm.anyway'), onClick: () => void confirm() }}
      safe={{ children: t('confirm.cancel') }}
      onClose={dismiss}
    >
      <ul className="grid gap-2">
        <Point icon={Gauge}>{t(`confirm.${cost}.cost`)}</Point>
      </ul>
    </ConfirmDialog>
  )
}
