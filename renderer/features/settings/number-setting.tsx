import { useState } from 'react'
import { Field, TextInput } from '#renderer/ui/controls/field.tsx'

/** A whole number, saved when the field is left or Enter is pressed; what cannot be saved stays in the field. */
export function NumberSetting({
  label,
  why,
  fault,
  value,
  least,
  most,
  onSave,
}: {
  label: string
  why: string
  /** Said beside the field for what is no whole number from `least` to `most`. */
  fault: string
  value: number
  least: number
  most: number
  onSave(value: number): void
}) {
  const [bad, setBad] = useState(false)
  const save = (typed: string) => {
    const number = Number(typed.trim())
    const good = typed.trim() !== '' && Number.isInteger(number) && number >= least && number <= most
    setBad(!good)
    if (good && number !== value) onSave(number)
  }
  return (
    <Field label={label} message={bad ? { tone: 'error', text: fault } : { tone: 'hint', text: why }}>
      <TextInput
        inputMode="numeric"
        defaultValue={value}
        onBlur={(event) => save(event.target.value)}
        onKeyDown={(event) => event.key === 'Enter' && save(event.currentTarget.value)}
        className="max-w-24"
      />
    </Field>
  )
}
