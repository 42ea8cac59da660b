import { clsx } from 'clsx'
import { KeyRound } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { sourceTraits } from '#contract/pure/credentials/token-source.ts'
import { timeLeft, useAccountStatus } from '#renderer/model/account-status.ts'
import { useAccountName } from '#renderer/model/accounts.ts'
import { isAlive } from '#renderer/model/token-state.ts'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { MiniRing } from '#renderer/ui/figures/mini-ring.tsx'

export function AccountRow({
  account,
  current,
  onChoose,
}: {
  account: AccountView
  current: boolean
  onChoose(): void
}) {
  const { t } = useTranslation(['accounts', 'token'])
  const name = useAccountName()(account)
  const status = useAccountStatus(account)
  const secretNeeded = account.secret !== 'held' && sourceTraits(account.tokenSource).needsSecret
  const left = status.state === 'none' ? '–' : timeLeft(status)
  return (
    <button
      type="button"
      aria-current={current}
      onClick={onChoose}
      data-life={status.status}
      className={clsx(
        'flex w-13.5 flex-col items-center justify-center gap-px rounded-2 text-left max-wide:h-13 wide:grid wide:h-12 wide:w-full wide:grid-cols-[20px_1fr_auto] wide:gap-x-2.5 wide:pr-2.5 wide:pl-3',
        current ? 'bg-surface ring-1 ring-border-strong dark:bg-surface-3 dark:ring-0' : 'hover:bg-surface-3',
      )}
    >
      <MiniRing status={status.status} share={status.share} />
      <span className="min-w-0 max-wide:max-w-12.5">
        <span className="block truncate text-small/4 text-text-2 wide:text-base/4.5 wide:font-strong wide:text-text">
          {name}
        </span>
        {name !== account.appId && (
          <span className="mono block truncate text-[11px]/[15px] text-text-3 max-wide:sr-only">{account.appId}</span>
        )}
      </span>
      <span
        className={clsx(
          'text-small/4.5 max-wide:sr-only',
          secretNeeded ? 'text-warn-text' : status.state === 'live' ? 'text-text-2' : 'text-life-text',
        )}
      >
        <span className="sr-only">
          {t(`token:state.${status.state}`)}
          {secretNeeded && `, ${t('secretNeededMark')}`}
        </span>
        {secretNeeded && !isAlive(status.state) ? (
          <Icon of={KeyRound} size="s" />
        ) : (
          left && <span aria-hidden>{left}</span>
        )}
      </span>
    </button>
  )
}
