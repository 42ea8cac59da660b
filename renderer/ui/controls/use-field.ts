import { type FocusEvent, useRef, useState } from 'react'
import type { FieldMessage } from './field.tsx'

/**
 * A text field whose text stays in the page's document and never becomes state. It is looked at when it is left, and
 * while it has something said beside it.
 */
export function useField(describe: (typed: string) => FieldMessage | undefined) {
  const ref = useRef<HTMLInputElement>(null)
  const [message, setMessage] = useState<FieldMessage>()
  const read = () => ref.current?.value ?? ''

  /** Whether it may be sent; what is wrong is said beside it. */
  const check = (): boolean => {
    const found = describe(read())
    setMessage(found)
    return found?.tone !== 'error'
  }

  return {
    message,
    read,
    check,
    write(text: string) {
      if (ref.current) ref.current.value = text
      check()
    },
    focus: () => ref.current?.focus(),
    input: {
      ref,
      onBlur({ relatedTarget }: FocusEvent) {
        // Words that appear now would push away the button that is being pressed.
        const onToButton = relatedTarget !== null && !relatedTarget.matches('input, textarea, select')
        if (read() !== '' && !onToButton) check()
      },
      onChange() {
        if (message) check()
      },
    },
  }
}

type TextField = ReturnType<typeof useField>

/** Checks all of them, so that each says what is wrong with it; the first wrong one gets the focus. */
export function checkFields(fields: Pick<TextField, 'check' | 'focus'>[]): boolean {
  const wrong = fields.filter((field) => !field.check())
  wrong[0]?.focus()
  return wrong.length === 0
}
