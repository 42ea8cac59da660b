import { TriangleAlert } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { CommandView, Question } from '#renderer/model/command.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog, DialogText } from '#renderer/ui/dialog.tsx'
import { Icon } from '#renderer/ui/icon.tsx'

/** What an account's change says of the origin that a person has confirmed. */
export function confirmedOrigin(confirmed: Question | undefined): { confirmedOrigin?: string } {
  return confirmed?.code === 'confirm-origin' ? { confirmedOrigin: confirmed.origin } : {}
}

/** Names where the secret will go before it goes anywhere else than to WeChat. */
export function ConfirmOrigin({
  command: { question, confirm, dismiss },
}: {
  command: Pick<CommandView<never, unknown>, 'question' | 'confirm' | 'dismiss'>
}) {
  const { t } = useTranslation('accounts')
  // As it will be dialled.
  const origin = question?.code === 'confirm-origin' ? question.origin : undefined
  const safe = useRef<HTMLButtonElement>(null)
  return (
    <Dialog
      open={origin !== undefined}
      onClose={dismiss}
      icon={<Icon of={TriangleAlert} size="l" className="text-warn" />}
      title={<span className="wrap-anywhere">{t('origin.confirmTitle', { origin })}</span>}
      initialFocus={safe}
      footer={
        <>
          <Button variant="danger" size="l" onClick={() => void confirm()}>
            {t('origin.confirmGo')}
          </Button>
          <Button ref={safe} variant="primary" size="l" onClick={dismiss}>
            {t('origin.confirmStay')}
          </Button>
        </>
      }
    >
      <DialogText>{t('origin.confirmWhy')}</DialogText>
    </Dialog>
  )
}
