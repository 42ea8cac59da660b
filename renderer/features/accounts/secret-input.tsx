import { Eye, EyeOff } from 'lucide-react'
import { type ClipboardEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Field, TextInput } from '#renderer/ui/controls/field.tsx'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'
import type { TextField } from '#renderer/ui/controls/use-field.ts'

/** The AppSecret's field: uncontrolled, so that its text is in no state, attribute or snapshot. */
export function SecretInput({
  field,
  note,
  onPaste,
}: {
  field: TextField
  note?: string
  onPaste?(event: ClipboardEvent<HTMLInputElement>): void
}) {
  const { t } = useTranslation('accounts')
  const [shown, setShown] = useState(false)
  return (
    <Field label={t('form.appSecret')} message={field.message} {...(note && { note })}>
      <div className="relative">
        <TextInput
          mono
          type={shown ? 'text' : 'password'}
          name="appSecret"
          {...field.input}
          {...(onPaste && { onPaste })}
          className="pr-9"
        />
        <IconButton
          icon={shown ? EyeOff : Eye}
          label={shown ? t('form.hide') : t('form.show')}
          onClick={() => setShown(!shown)}
          className="absolute top-0.5 right-0.5"
        />
      </div>
    </Field>
  )
}
