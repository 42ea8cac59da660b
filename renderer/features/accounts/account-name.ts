import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../../contract/accounts.ts'

/** What an account is called on screen: its label, or what can stand for one. */
export function useAccountName(): (account: AccountView) => string {
  const { t } = useTranslation('sandbox')
  return (account) => account.label || (account.origin.kind === 'sandbox' ? t('name') : account.appId)
}
