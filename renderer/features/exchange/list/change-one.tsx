import { Pin, PinOff, Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { usePage } from '#renderer/model/page-context.ts'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'
import { MenuItem } from '#renderer/ui/overlays/menu.tsx'
import { useChangeExchanges } from './change-exchanges.ts'
import { useListAround } from './list-filter.ts'

/** Pins and deletes the exchange in view; a deleted one makes place for its neighbour in the list. */
export function useChangeOne(id: number, onBack: () => void) {
  const exchange = useSnapshot('exchange')?.value.find((one) => one.id === id)
  const { next, previous } = useListAround(id)
  const { openExchange } = usePage()
  const change = useChangeExchanges()
  return {
    pinned: exchange?.pinned ?? false,
    canDelete: exchange !== undefined && exchange.outcome.kind !== 'running',
    togglePin: () => exchange && change.togglePin([exchange]),
    remove() {
      if (!exchange || exchange.outcome.kind === 'running') return
      change.remove([exchange])
      const neighbour = next ?? previous
      if (neighbour === undefined) onBack()
      else openExchange(neighbour)
    },
    failure: change.failure,
  }
}

export type ChangeOne = ReturnType<typeof useChangeOne>

/** Of one exchange or of several. */
export function PinButton({ change }: { change: Pick<ChangeOne, 'pinned' | 'togglePin'> }) {
  const { t } = useTranslation('exchange')
  return (
    <IconButton
      icon={change.pinned ? PinOff : Pin}
      label={t(change.pinned ? 'unpin' : 'pin')}
      accelerator="P"
      onClick={change.togglePin}
    />
  )
}

export function DeleteItem({ change }: { change: ChangeOne }) {
  const { t } = useTranslation('exchange')
  if (!change.canDelete) return null
  return (
    <MenuItem icon={Trash2} danger accelerator="Delete" onSelect={change.remove}>
      {t('delete')}
    </MenuItem>
  )
}
