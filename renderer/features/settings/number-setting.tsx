import { useState } from 'react'
import type { Settings } from '#contract/settings.ts'
import { Field, TextInput } from '#renderer/ui/controls/field.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { useUpdate } from './use-update.ts'

/** A whole number, saved when the field is left or Enter is pressed; what cannot be saved stays in the field. */
export function NumberSetting({
  setting,
  settings,
  label,
  why,
  fault,
  least,
  most,
}: {
  setting: 'maxExchanges' | 'maxExchangeMb' | 'timeoutSeconds' | 'connectTimeoutSeconds'
  settings: Settings
  label: string
  why: string
  /** Said beside the field for what is no whole number from `least` to `most`. */
  fault: string
  least: number
  most: number
}) {
  const update = useUpdate()
  const [bad, setBad] = useState(false)
  const value = settings[setting]
  const save = (typed: string) => {
    const number = Number(typed.trim())
    const good = typed.trim() !== '' && Number.isInteger(number) && number >= least && number <= most
    setBad(!good)
    if (good && number !== value) void update.run({ [setting]: number })
  }
  return (
    <>
      <Field label={label} message={bad ? { tone: 'error', text: fault } : { tone: 'hint', text: why }}>
        <TextInput
          inputMode="numeric"
          defaultValue={value}
          onBlur={(event) => save(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && save(event.currentTarget.value)}
          className="max-w-24"
        />
      </Field>
      {update.failure && <ProblemNote failure={update.failure} />}
    </>
  )
}
