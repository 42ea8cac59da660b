import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeSummary } from '#contract/exchange.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { ConfirmDialog } from '#renderer/ui/overlays/confirm-dialog.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import { type ChangeExchanges, removable } from './change-exchanges.ts'

/** Deletes the exchanges that the list shows, except pinned ones; a dialog says first how many. */
export function ClearButton({
  shown,
  narrowed,
  change,
}: {
  shown: ExchangeSummary[]
  narrowed: boolean
  change: ChangeExchanges
}) {
  const { t } = useTranslation('exchange')
  const [open, setOpen] = useState(false)
  const meant = removable(shown.filter(({ pinned }) => !pinned))
  if (meant.length === 0 && !open) return null
  return (
    <>
      <Button size="s" icon={Trash2} onClick={() => setOpen(true)}>
        {t('clear.open')}
      </Button>
      {open && (
        <ClearDialog
          meant={meant}
          pinned={shown.filter(({ pinned }) => pinned).length}
          narrowed={narrowed}
          onClear={() => change.remove(meant)}
          onClose={() => setOpen(false)}
        />
      )}
    </>
  )
}

function ClearDialog({
  meant,
  pinned,
  narrowed,
  onClear,
  onClose,
}: {
  meant: ExchangeSummary[]
  pinned: number
  narrowed: boolean
  onClear(): void
  onClose(): void
}) {
  const { t } = useTranslation('exchange')
  const { count } = useFormat()
  const many = { count: meant.length, formatted: count(meant.length) }
  return (
    <ConfirmDialog
      canBeUndone
      title={t('clear.title', many)}
      why={
        <>
          {t(narrowed ? 'clear.onlyShown' : 'clear.all')}
          {pinned > 0 && t('clear.pinnedStay', { count: pinned, formatted: count(pinned) })}
          {t('clear.undo')}
        </>
      }
      confirm={{
        children: t('clear.confirm', many),
        onClick() {
          onClear()
          onClose()
        },
      }}
      safe={{ children: t('clear.keep') }}
      onClose={onClose}
    />
  )
}
