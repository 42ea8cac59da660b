import { useTranslation } from 'react-i18next'
import { MAX_HAR_EXCHANGES } from '#contract/pure/share.ts'
import { client } from '#renderer/bridge/client.ts'
import { useLoaded } from '#renderer/model/use-loaded.ts'
import { Note } from '#renderer/ui/layout/note.tsx'
import { Dialog } from '#renderer/ui/overlays/dialog.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import { Written } from './written-part.tsx'

/** Several exchanges, such as those that a list shows, as one HAR file: of very many the newest. */
export function HarDialog({ ids: asked, onClose }: { ids: number[]; onClose(): void }) {
  const { t } = useTranslation('share')
  const { count } = useFormat()
  const ids = asked.toSorted((a, b) => b - a).slice(0, MAX_HAR_EXCHANGES)
  const loaded = useLoaded(ids.join(' '), (options) => client.share.har({ ids }, options))
  return (
    <Dialog open onClose={onClose} title={t('harTitle', { count: ids.length, formatted: count(ids.length) })} size="l">
      <div className="flex h-110 max-h-[60vh] min-h-0 flex-col gap-3">
        {ids.length < asked.length && (
          <Note tone="warn">{t('harCut', { newest: count(ids.length), all: count(asked.length) })}</Note>
        )}
        <Written loaded={loaded} why={t('why.har')} runnable={false} />
      </div>
    </Dialog>
  )
}
