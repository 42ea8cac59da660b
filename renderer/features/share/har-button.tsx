import { Download } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeSummary } from '#contract/exchange.ts'
import { lazily } from '#renderer/lib/lazily.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'

// Fetched when first opened: the list is on the first screen.
const HarDialog = lazily(async () => (await import('./har-dialog.tsx')).HarDialog)

/** Exports what a list shows, or what is selected in it. */
export function HarButton({ exchanges, compact = false }: { exchanges: ExchangeSummary[]; compact?: boolean }) {
  const { t } = useTranslation('share')
  // As they were when it was pressed: the list goes on growing behind the dialog.
  const [ids, setIds] = useState<number[]>()
  const ended = exchanges.filter(({ outcome }) => outcome.kind !== 'running')
  const open = () => setIds(ended.map(({ id }) => id))
  return (
    <>
      {compact ? (
        <IconButton icon={Download} label={t('openHar')} onClick={open} />
      ) : (
        <Button size="s" icon={Download} onClick={open}>
          {t('openHar')}
        </Button>
      )}
      {ids && ids.length > 0 && (
        <Suspense>
          <HarDialog ids={ids} onClose={() => setIds(undefined)} />
        </Suspense>
      )}
    </>
  )
}
