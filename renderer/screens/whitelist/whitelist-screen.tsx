import { ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { useEscape } from '#renderer/actions/keyboard.ts'
import { useAccountSnapshot } from '#renderer/bridge/stores.ts'
import { SandboxBar } from '#renderer/features/sandbox/sandbox-bar.tsx'
import { Evidence } from '#renderer/features/whitelist/evidence.tsx'
import { useAccountName } from '#renderer/model/accounts.ts'
import { EmptyState } from '#renderer/ui/layout/empty-state.tsx'
import { Region } from '#renderer/ui/layout/region.tsx'
import { BackHeader } from '#renderer/ui/layout/sheet.tsx'
import { Doctor } from './doctor.tsx'

/** The whitelist doctor over the whole sheet: for a refusal that came while a token lives on. */
export function WhitelistScreen({ account, onBack }: { account: AccountView; onBack(): void }) {
  const { t } = useTranslation('whitelist')
  const name = useAccountName()(account)
  const problem = useAccountSnapshot('whitelist', account.id)?.value.refusal?.problem
  useEscape(onBack)
  return (
    <>
      <BackHeader back={t('back')} title={t('title')} about={name} onBack={onBack} />
      {account.origin.kind === 'sandbox' && <SandboxBar accountId={account.id} />}
      <div className="grid min-h-0 grow grid-cols-[minmax(0,1fr)_268px] grid-rows-1 wide:grid-cols-[minmax(0,1fr)_348px]">
        <Region label={t('region')} className="gap-3.5 overflow-y-auto px-5 py-4 wide:gap-4.5 wide:py-6">
          {problem ? (
            <Doctor account={account} problem={problem} />
          ) : (
            <EmptyState icon={ShieldCheck} title={t('fine')}>
              {t('fineWhy')}
            </EmptyState>
          )}
        </Region>
        <div className="flex min-h-0 min-w-0 flex-col border-l border-border">
          <Evidence account={account} problem={problem} />
        </div>
      </div>
    </>
  )
}
