import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Settings } from '../../../contract/settings.ts'
import { Field, TextInput } from '../../ui/field.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { useUpdate } from './use-update.ts'

const LEAST_SECONDS = 1
const MOST_SECONDS = 120

function secondsOf(typed: string): number | undefined {
  const seconds = Number(typed.trim())
  return typed.trim() !== '' && Number.isInteger(seconds) && seconds >= LEAST_SECONDS && seconds <= MOST_SECONDS
    ? seconds
    : undefined
}

/** Saved when the field is left or Enter is pressed; what cannot be saved stays in the field. */
export function Network({ settings }: { settings: Settings }) {
  const { t } = useTranslation('settings')
  const update = useUpdate()
  const [fault, setFault] = useState(false)
  const save = (typed: string) => {
    const seconds = secondsOf(typed)
    setFault(seconds === undefined)
    if (seconds !== undefined && seconds !== settings.timeoutSeconds) void update.run({ timeoutSeconds: seconds })
  }
  return (
    <div className="flex flex-col gap-3 py-3">
      <Field
        label={t('timeout.label')}
        message={fault ? { tone: 'error', text: t('timeout.fault') } : { tone: 'hint', text: t('timeout.why') }}
      >
        <TextInput
          inputMode="numeric"
          defaultValue={settings.timeoutSeconds}
          onBlur={(event) => save(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && save(event.currentTarget.value)}
          className="max-w-24"
        />
      </Field>
      {update.failure && <ProblemNote failure={update.failure} />}
    </div>
  )
}
