import { useTranslation } from 'react-i18next'
import type { ExchangeView } from '#contract/exchange.ts'
import { MARKER } from '#contract/pure/text/marker.ts'
import { useCommand } from '#renderer/model/command.ts'
import { useLoaded } from '#renderer/model/use-loaded.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { CopyButton } from '#renderer/ui/feedback/copy-button.tsx'
import { saveFile } from '#renderer/ui/feedback/save-file.ts'
import { Note } from '#renderer/ui/layout/note.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { formatSize } from '#renderer/ui/text/format.ts'
import { Preview } from './preview.tsx'
import { type BodySide, bodyFileName, readStart, readWhole } from './recorded-body.ts'

/** A recorded body, byte for byte. */
export function BodyPart({ exchange, side }: { exchange: ExchangeView; side: BodySide }) {
  const { t } = useTranslation('share')
  const { value: start, failure } = useLoaded(`${exchange.id} ${side}`, ({ signal }) =>
    readStart(exchange, side, signal),
  )
  const saving = useCommand(async ({ signal }) => {
    saveFile(await readWhole(exchange, side, signal), bodyFileName(exchange, side))
  })
  if (failure) return <ProblemNote failure={failure} />
  if (!start) return <p className="text-text-3">{t('writing')}</p>
  const size = formatSize(exchange[side]?.body.size ?? 0)
  return (
    <>
      <p className="text-small text-text-3">{t(`why.${side}`)}</p>
      {start.text === undefined ? (
        <p className="grow text-text-2">{t('binary', { size })}</p>
      ) : (
        <Preview text={start.text} />
      )}
      {start.text !== undefined && !start.isWhole && (
        <p className="text-small text-text-3">{t('previewCut', { shown: formatSize(start.text.length) })}</p>
      )}
      {start.text !== undefined && new RegExp(MARKER).test(start.text) && <Note tone="info">{t('markersStay')}</Note>}
      {saving.failure && <ProblemNote failure={saving.failure} />}
      <div className="flex items-center justify-end gap-2">
        {start.text !== undefined && start.isWhole && (
          <CopyButton text={start.text} label={t('copy')} done={t('copied')} />
        )}
        <Button variant="primary" size="s" busy={saving.busy} onClick={() => void saving.run()}>
          {t('save')}
        </Button>
      </div>
    </>
  )
}
