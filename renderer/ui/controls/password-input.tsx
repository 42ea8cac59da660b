import { Eye, EyeOff } from 'lucide-react'
import { type ComponentProps, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { TextInput } from './field.tsx'
import { IconButton } from './icon-button.tsx'

/** The field of a secret: uncontrolled, so that its text is in no state, attribute or snapshot. */
export function PasswordInput(props: ComponentProps<'input'>) {
  const { t } = useTranslation('accounts')
  const [shown, setShown] = useState(false)
  return (
    <div className="relative">
      <TextInput mono {...props} type={shown ? 'text' : 'password'} className="pr-9" />
      <IconButton
        icon={shown ? EyeOff : Eye}
        label={shown ? t('form.hide') : t('form.show')}
        onClick={() => setShown(!shown)}
        className="absolute top-0.5 right-0.5"
      />
    </div>
  )
}
