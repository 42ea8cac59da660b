import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { Dialog, DialogText } from '#renderer/ui/overlays/dialog.tsx'
import { SecretForm } from './secret-form.tsx'

export function ReplaceSecretDialog({ account, onClose }: { account: AccountView; onClose(): void }) {
  const { t } = useTranslation('accounts')
  return (
    <Dialog open holdsInput onClose={onClose} title={t('secret.replaceTitle')}>
      <DialogText>{t('secret.replaceWhy')}</DialogText>
      <SecretForm account={account} verb={t('secret.replace')} onDone={onClose} />
    </Dialog>
  )
}
