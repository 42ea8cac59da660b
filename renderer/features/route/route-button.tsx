import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { proxyUrl } from '#contract/pure/net/proxy.ts'

/** Where the account's requests go and through what; leads to where that is set. The sandbox's is not for setting. */
export function RouteButton({ account, onOpen }: { account: AccountView; onOpen(): void }) {
  const { t } = useTranslation('route')
  const { dialledOrigin, proxy, origin } = account
  if (!dialledOrigin) return null
  // `https://` goes without saying; anything else is said.
  const host = dialledOrigin.replace(/^https:\/\//, '')
  const through = proxy.kind === 'none' ? undefined : proxy.kind === 'system' ? t('proxy.systemName') : proxyUrl(proxy)
  const route = through === undefined ? host : t('via', { host, proxy: through })
  const words = 'mono min-w-0 truncate text-text-2 max-wide:hidden'
  if (origin.kind === 'sandbox') return <span className={words}>{host}</span>
  return (
    <button
      type="button"
      aria-label={t('open', { route })}
      className={`${words} rounded-2 px-2 py-1 hover:bg-surface-3 hover:text-text`}
      onClick={onOpen}
    >
      {route}
    </button>
  )
}
