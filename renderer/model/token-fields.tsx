import { useTranslation } from 'react-i18next'
import { checkToken } from '#contract/pure/credentials/credential-shapes.ts'
import { Field, type FieldMessage, TextInput } from '#renderer/ui/controls/field.tsx'
import { useField } from '#renderer/ui/controls/use-field.ts'

/** The longest life that can be given, as the command has it. */
const MAX_SECONDS = 2_678_400

type TokenFields = ReturnType<typeof useTokenFields>

/** A token obtained elsewhere, and its end where that is known. */
export function useTokenFields() {
  const { t } = useTranslation('token')
  const token = useField((typed) => describeToken(typed))
  const ends = useField((typed) =>
    typed.trim() === '' || isSeconds(typed) ? undefined : { tone: 'error', text: t('paste.endsFault') },
  )

  function describeToken(typed: string): FieldMessage | undefined {
    const check = checkToken(typed)
    if (check.verdict === 'fault') return { tone: 'error', text: t(`paste.fault.${check.fault}`) }
    if (check.verdict === 'hint') return { tone: 'warn', text: t(`paste.hint.${check.hint}`) }
    return check.takenFrom && { tone: 'good', text: t(`paste.takenFrom.${check.takenFrom}`) }
  }

  return {
    token,
    ends,
    /** What is to be sent; `expires_in` of a whole reply counts where none was typed. */
    read() {
      const { value, endsInSeconds } = checkToken(token.read())
      const typed = ends.read().trim()
      const seconds = typed === '' ? endsInSeconds : Number(typed)
      return { token: value, ...(seconds !== undefined && { endsInSeconds: seconds }) }
    },
  }
}

function isSeconds(typed: string): boolean {
  const seconds = Number(typed)
  return Number.isInteger(seconds) && seconds >= 1 && seconds <= MAX_SECONDS
}

/** The two fields; the token is shown as dots and never becomes state. */
export function TokenInputs({ fields: { token, ends } }: { fields: TokenFields }) {
  const { t } = useTranslation('token')
  return (
    <>
      <Field label={t('paste.token')} note={t('paste.tokenNote')} message={token.message}>
        <TextInput mono type="password" name="access-token" {...token.input} />
      </Field>
      <Field label={t('paste.ends')} message={ends.message ?? { tone: 'hint', text: t('paste.endsWhy') }}>
        <TextInput name="expires-in" inputMode="numeric" {...ends.input} />
      </Field>
    </>
  )
}
