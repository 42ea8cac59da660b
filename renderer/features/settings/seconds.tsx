import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Settings } from '#contract/settings.ts'
import { Field, TextInput } from '#renderer/ui/field.tsx'
import { ProblemNote } from '#renderer/ui/problem-note.tsx'
import { useUpdate } from './use-update.ts'

const LEAST = 1
const MOST = 120

function secondsOf(typed: string): number | undefined {
  const seconds = Number(typed.trim())
  return typed.trim() !== '' && Number.isInteger(seconds) && seconds >= LEAST && seconds <= MOST ? seconds : undefined
}

/** A limit of time. Saved when the field is left or Enter is pressed; what cannot be saved stays in the field. */
export function Seconds({
  setting,
  settings,
  label,
  why,
}: {
  setting: 'timeoutSeconds' | 'connectTimeoutSeconds'
  settings: Settings
  label: string
  why: string
}) {
  const { t } = useTranslation('settings')
  const update = useUpdate()
  const [fault, setFault] = useState(false)
  const save = (typed: string) => {
    const seconds = secondsOf(typed)
    setFault(seconds === undefined)
    if (seconds !== undefined && seconds !== settings[setting]) void update.run({ [setting]: seconds })
  }
  return (
    <>
      <Field label={label} message={fault ? { tone: 'error', text: t('timeout.fault') } : { tone: 'hint', text: why }}>
        <TextInput
          inputMode="numeric"
          defaultValue={settings[setting]}
          onBlur={(event) => save(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && save(event.currentTarget.value)}
          className="max-w-24"
        />
      </Field>
      {update.failure && <ProblemNote failure={update.failure} />}
    </>
  )
}
