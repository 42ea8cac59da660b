import { useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { timeLeft, useAccountStatus } from '#renderer/model/account-status.ts'
import { useAccountName } from '#renderer/model/accounts.ts'

/** The window, the tab and the system's list of windows tell how the chosen account's token stands. */
export function PageTitle({ account }: { account: AccountView }) {
  const { t } = useTranslation(['common', 'token'])
  const name = useAccountName()(account)
  const status = useAccountStatus(account)
  const product = t('product')
  const stands = timeLeft(status) ?? t(`token:state.${status.state}`)
  useEffect(() => {
    document.title = `${stands} · ${name} · ${product}`
    return () => {
      document.title = product
    }
  }, [stands, name, product])
  return null
}
