import { ArrowLeftRight, Trash2, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeSummary } from '#contract/exchange.ts'
import { usePage } from '#renderer/model/page-context.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'
import { focusRowIn } from '#renderer/ui/layout/regions.ts'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import type { ChangeExchanges } from './change-exchanges.ts'
import { PinButton } from './change-one.tsx'
import type { Selection } from './use-selection.ts'

/** What can be done with the selected exchanges. */
export function SelectionBar({
  selection,
  change,
  exportButton,
}: {
  selection: Selection
  change: ChangeExchanges
  exportButton(exchanges: ExchangeSummary[]): ReactNode
}) {
  const { t } = useTranslation('exchange')
  const { count } = useFormat()
  const { openCompare } = usePage()
  const { exchanges } = selection
  const [newer, older] = exchanges
  const pinned = exchanges.every((one) => one.pinned)
  return (
    <fieldset aria-label={t('selection.label')} className="ml-auto flex min-w-0 items-center gap-1">
      <span className="mr-1 text-small whitespace-nowrap text-text-2 tabular-nums">
        {t('selection.count', { count: exchanges.length, formatted: count(exchanges.length) })}
      </span>
      {newer && older && exchanges.length === 2 && (
        <Button size="s" icon={ArrowLeftRight} onClick={() => openCompare(older.id, newer.id)}>
          {t('selection.compare')}
        </Button>
      )}
      {exportButton(exchanges)}
      <PinButton change={{ pinned, togglePin: () => change.togglePin(exchanges) }} />
      <IconButton
        icon={Trash2}
        label={t('delete')}
        accelerator="Delete"
        onClick={() => {
          change.remove(exchanges)
          focusRowIn()
        }}
      />
      <IconButton
        icon={X}
        label={t('selection.clear')}
        accelerator="Escape"
        onClick={() => {
          selection.clear()
          focusRowIn()
        }}
      />
    </fieldset>
  )
}
