import { useTranslation } from 'react-i18next'
import type { ShareFormat } from '#contract/pure/share.ts'
import type { Language } from '#contract/settings.ts'
import type { SharedText, ShareNote } from '#contract/share.ts'
import { client } from '#renderer/bridge/client.ts'
import { type Loaded, useLoaded } from '#renderer/model/use-loaded.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { CopyButton } from '#renderer/ui/feedback/copy-button.tsx'
import { saveFile } from '#renderer/ui/feedback/save-file.ts'
import { Note } from '#renderer/ui/layout/note.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { Preview } from './preview.tsx'
import { RemovedSecrets } from './removed-secrets.tsx'

/** One exchange in a format that core writes. */
export function WrittenPart({
  id,
  format,
  onSecrets,
}: {
  id: number
  format: ShareFormat
  /** Where real secrets may be asked for. */
  onSecrets?: () => void
}) {
  const { t, i18n } = useTranslation('share')
  const language = i18n.language as Language
  const loaded = useLoaded(`${id} ${format} ${language}`, (options) =>
    client.share.write({ id, format, language }, options),
  )
  const removedAny = loaded.value?.removed.some(({ real }) => real !== 'not-held')
  return (
    <Written loaded={loaded} why={t(`why.${format}`)} runnable={onSecrets !== undefined}>
      {onSecrets && removedAny && (
        <Button variant="danger" size="s" className="mr-auto" onClick={onSecrets}>
          {t('secrets.open')}
        </Button>
      )}
    </Written>
  )
}

/** Preview, what was removed, copy and save; `children` are further buttons. */
export function Written({
  loaded: { value, failure },
  why,
  runnable,
  children,
}: {
  loaded: Loaded<SharedText>
  why: string
  /** Placeholders are variables of the environment. */
  runnable: boolean
  children?: React.ReactNode
}) {
  const { t } = useTranslation('share')
  if (failure) return <ProblemNote failure={failure} />
  if (!value) return <p className="text-text-3">{t('writing')}</p>
  const save = () => saveFile(new Blob([value.text], { type: value.mediaType }), value.fileName)
  const saveButton = (
    <Button key="save" variant={runnable ? 'default' : 'primary'} size="s" onClick={save}>
      {t('save')}
    </Button>
  )
  const copyButton = (
    <CopyButton key="copy" text={value.text} label={t('copy')} done={t('copied')} primary={runnable} size="s" />
  )
  return (
    <>
      <p className="text-small text-text-3">{why}</p>
      <Preview text={value.text} />
      {value.notes.map((note) => (
        <NoteLine key={note.note} note={note} />
      ))}
      <RemovedSecrets removed={value.removed} runnable={runnable} />
      <div className="flex flex-wrap items-center justify-end gap-2">
        {children}
        {runnable ? [saveButton, copyButton] : [copyButton, saveButton]}
      </div>
    </>
  )
}

function NoteLine({ note }: { note: ShareNote }) {
  const { t } = useTranslation('share')
  const text = note.note === 'request-cut' ? t('note.request-cut') : t(`note.${note.note}`, { count: note.count })
  return <Note tone="warn">{text}</Note>
}
