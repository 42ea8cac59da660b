import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { accountName } from '#contract/pure/text/account-name.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'

/** What an account is called on screen. */
export function useAccountName(): (account: AccountView) => string {
  const { t } = useTranslation('sandbox')
  return (account) => accountName(account, t('name'))
}

/** The moment it is for an account, epoch ms: the sandbox lives on a clock of its own. */
export function useAccountNow(accountId: string | undefined): number {
  const accounts = useSnapshot('accounts')?.value
  const offsetMs = useSnapshot('sandbox')?.value.offsetMs ?? 0
  const isSandbox = accounts?.find(({ id }) => id === accountId)?.origin.kind === 'sandbox'
  return Date.now() + (isSandbox ? offsetMs : 0)
}
