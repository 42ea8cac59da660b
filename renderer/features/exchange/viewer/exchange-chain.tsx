import { CornerDownRight, CornerUpLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ExchangeView } from '#contract/exchange.ts'
import type { ExchangeStep } from '#contract/pure/request/initiator.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { usePage } from '#renderer/model/page-context.ts'
import { Icon, type IconType } from '#renderer/ui/figures/icon.tsx'

/** What the exchange that another one followed from had done. */
const reasons: Partial<Record<ExchangeStep, 'refused' | 'failed'>> = {
  refetch: 'refused',
  replay: 'refused',
  backoff: 'failed',
  reconnect: 'failed',
}

/** The exchanges that made this one be sent, and those that it led to; nothing for one that stands alone. */
export function ExchangeChain({ exchange: { id, causedBy, step } }: { exchange: ExchangeView }) {
  const { t } = useTranslation('exchange')
  // In the order they were sent; the list has the newest first.
  const followers =
    useSnapshot('exchange')
      ?.value.filter((one) => one.causedBy === id)
      .toReversed() ?? []
  if (causedBy === undefined && followers.length === 0) return null
  return (
    <div className="flex shrink-0 flex-wrap gap-x-5 gap-y-1 border-b border-border px-4 py-1.5 text-small wide:px-5">
      {causedBy !== undefined && (
        <ChainLink id={causedBy} icon={CornerUpLeft}>
          {t(`chain.${reasons[step] ?? 'token'}`, { id: causedBy })}
        </ChainLink>
      )}
      {followers.map((one) => (
        <ChainLink key={one.id} id={one.id} icon={CornerDownRight}>
          {t('chain.led', { id: one.id })}
        </ChainLink>
      ))}
    </div>
  )
}

function ChainLink({ id, icon, children }: { id: number; icon: IconType; children: string }) {
  const { openExchange } = usePage()
  return (
    <button
      type="button"
      onClick={() => openExchange(id)}
      className="flex items-center gap-1.5 rounded-1 text-text-2 hover:text-text"
    >
      <Icon of={icon} size="s" />
      <span className="underline">{children}</span>
    </button>
  )
}
