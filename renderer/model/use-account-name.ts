import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { accountName } from '#contract/pure/account-name.ts'

/** What an account is called on screen. */
export function useAccountName(): (account: AccountView) => string {
  const { t } = useTranslation('sandbox')
  return (account) => accountName(account, t('name'))
}
