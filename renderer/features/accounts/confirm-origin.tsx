import { TriangleAlert } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog, DialogText } from '#renderer/ui/dialog.tsx'
import { Icon } from '#renderer/ui/icon.tsx'

/** Names where the secret will go before it goes anywhere else than to WeChat. */
export function ConfirmOrigin({
  origin,
  onConfirm,
  onBack,
}: {
  /** As it will be dialled; nothing is asked while absent. */
  origin: string | undefined
  onConfirm(): void
  onBack(): void
}) {
  const { t } = useTranslation('accounts')
  const safe = useRef<HTMLButtonElement>(null)
  return (
    <Dialog
      open={origin !== undefined}
      onClose={onBack}
      icon={<Icon of={TriangleAlert} size="l" className="text-warn" />}
      title={<span className="wrap-anywhere">{t('origin.confirmTitle', { origin })}</span>}
      initialFocus={safe}
      footer={
        <>
          <Button variant="danger" size="l" onClick={onConfirm}>
            {t('origin.confirmGo')}
          </Button>
          <Button ref={safe} variant="primary" size="l" onClick={onBack}>
            {t('origin.confirmStay')}
          </Button>
        </>
      }
    >
      <DialogText>{t('origin.confirmWhy')}</DialogText>
    </Dialog>
  )
}
