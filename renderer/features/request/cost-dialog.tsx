import { Gauge, TriangleAlert } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandView } from '#renderer/model/command.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog, DialogText, Point } from '#renderer/ui/dialog.tsx'
import { Icon } from '#renderer/ui/icon.tsx'

/** Asks before a request that touches production, or uses up something scarce. Not sending it comes first. */
export function CostDialog({
  command: { question, confirm, dismiss },
}: {
  command: Pick<CommandView<never, unknown>, 'question' | 'confirm' | 'dismiss'>
}) {
  const { t } = useTranslation('request')
  const safe = useRef<HTMLButtonElement>(null)
  if (question?.code !== 'confirm-request') return null
  const { cost } = question
  return (
    <Dialog
      open
      onClose={dismiss}
      initialFocus={safe}
      icon={<Icon of={TriangleAlert} size="l" className="text-warn" />}
      title={t(`confirm.${cost}.title`)}
      footer={
        <>
          <Button variant="danger" size="l" onClick={() => void confirm()}>
            {t('confirm.anyway')}
          </Button>
          <Button variant="primary" size="l" ref={safe} onClick={dismiss}>
            {t('confirm.cancel')}
          </Button>
        </>
      }
    >
      <DialogText>{t(`confirm.${cost}.lead`)}</DialogText>
      <ul className="grid gap-2">
        <Point icon={Gauge}>{t(`confirm.${cost}.cost`)}</Point>
      </ul>
    </Dialog>
  )
}
