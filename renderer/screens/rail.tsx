import { Plus, Search, Settings } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { ActionIconButton, ActionKey, actionProps } from '#renderer/actions/action-button.tsx'
import { AccountRow } from '#renderer/features/accounts/account-row.tsx'
import { VaultLine } from '#renderer/features/accounts/vault-line.tsx'
import { usePage } from '#renderer/model/page-context.ts'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { Logo } from '#renderer/ui/figures/logo.tsx'
import { Region } from '#renderer/ui/layout/region.tsx'

export function Rail({ accounts }: { accounts: AccountView[] }) {
  const { t } = useTranslation(['accounts', 'common'])
  const page = usePage()
  return (
    <Region label={t('region')} className="px-1 max-wide:items-center wide:px-2">
      <div className="flex h-11 shrink-0 items-center gap-2 font-title tracking-title wide:pl-2.5">
        <Logo />
        <span className="max-wide:sr-only">{t('common:product')}</span>
      </div>
      <PaletteButton />
      <div className="flex h-7 shrink-0 items-center justify-between pr-1 pl-3 text-small font-strong text-text-3 max-wide:hidden">
        {t('region')}
        <AddButton />
      </div>
      <ul className="flex min-h-0 flex-col gap-0.5 overflow-y-auto p-px max-wide:items-center">
        {accounts.map((account) => (
          <li key={account.id}>
            <AccountRow
              account={account}
              current={account.id === page.accountId}
              onChoose={() => page.chooseAccount(account.id)}
            />
          </li>
        ))}
      </ul>
      <div className="mt-1 wide:hidden">
        <AddButton />
      </div>
      <div className="mt-auto flex flex-col gap-px pt-2">
        <VaultLine />
        <SettingsButton />
      </div>
    </Region>
  )
}

/** Looks like the field that it opens. */
function PaletteButton() {
  const { t } = useTranslation('palette')
  return (
    <button
      type="button"
      {...actionProps('palette.open')}
      className="mb-1.5 flex shrink-0 items-center justify-center gap-2.5 rounded-2 text-text-3 hover:bg-surface-3 hover:text-text-2 max-wide:size-9 wide:mx-1 wide:mb-3 wide:h-8 wide:border wide:border-border-control wide:pr-1.5 wide:pl-2.5"
    >
      <Icon of={Search} />
      <span className="grow text-left max-wide:sr-only">{t('open')}</span>
      <span className="max-wide:hidden">
        <ActionKey of="palette.open" />
      </span>
    </button>
  )
}

function AddButton() {
  const { t } = useTranslation(['accounts', 'common'])
  return <ActionIconButton action="accounts.add" icon={Plus} label={t('add')} tooltipSide="right" />
}

function SettingsButton() {
  const { t } = useTranslation('settings')
  const page = usePage()
  return (
    <button
      type="button"
      aria-current={page.screen.name === 'settings'}
      {...actionProps('settings.open')}
      className="flex items-center justify-center gap-2.5 rounded-2 text-text-2 hover:bg-surface-3 aria-[current=true]:bg-surface-3 max-wide:size-9 wide:h-8 wide:w-full wide:pr-2.5 wide:pl-3.5"
    >
      <Icon of={Settings} className="text-text-3" />
      <span className="grow text-left max-wide:sr-only">{t('title')}</span>
      <span className="max-wide:hidden">
        <ActionKey of="settings.open" />
      </span>
    </button>
  )
}
