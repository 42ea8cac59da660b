import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Settings } from '#contract/settings.ts'
import { Field, type FieldMessage, TextInput } from '#renderer/ui/field.tsx'
import { ProblemNote } from '#renderer/ui/problem-note.tsx'
import { useUpdate } from './use-update.ts'

/** Certificates of one's own. The host looks into the file before it is saved, and says beside the field what is wrong. */
export function CaFile({ settings }: { settings: Settings }) {
  const { t } = useTranslation(['settings', 'problem'])
  const update = useUpdate()
  const [saved, setSaved] = useState(false)
  const save = async (typed: string) => {
    const caFile = typed.trim()
    if (caFile === settings.caFile && !update.failure) return
    setSaved(false)
    setSaved((await update.run({ caFile })) !== undefined && caFile !== '')
  }
  const { failure } = update
  const refused = failure?.code === 'ca-file-invalid' ? failure : undefined
  const message: FieldMessage = refused
    ? { tone: 'error', text: t(`problem:ca-file-invalid.reasons.${refused.reason}`, { path: refused.path }) }
    : saved
      ? { tone: 'good', text: t('caFile.good') }
      : { tone: 'hint', text: t('caFile.why') }
  return (
    <>
      <Field label={t('caFile.label')} message={message}>
        <TextInput
          mono
          defaultValue={settings.caFile}
          placeholder={t('caFile.example')}
          onBlur={(event) => void save(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && void save(event.currentTarget.value)}
        />
      </Field>
      {failure && !refused && <ProblemNote failure={failure} />}
    </>
  )
}
