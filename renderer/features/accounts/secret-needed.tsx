import { KeyRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { SecretForm } from './secret-form.tsx'

/** Stands in place of the token's facts while there is no AppSecret to fetch with: why, and the field to resume. */
export function SecretNeeded({ account }: { account: AccountView }) {
  const { t } = useTranslation('accounts')
  if (account.secret === 'held') return null
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div>
        <h3 className="flex items-center gap-2 text-[15px]/6 font-title tracking-title">
          <Icon of={KeyRound} className="text-warn" />
          {t('secret.title')}
        </h3>
        <p className="text-read text-pretty text-text-2">{t(`secret.reason.${account.secret}`)}</p>
      </div>
      <SecretForm account={account} verb={t('secret.use')} note={t('secret.resume')} />
    </div>
  )
}
