import { useTranslation } from 'react-i18next'
import { checkAppId, checkAppSecret } from '#contract/pure/credentials/credential-shapes.ts'
import type { FieldMessage } from '#renderer/ui/controls/field.tsx'

const LABEL_MAX = 60

/** What to say beside each field of an account; nothing when all is well. */
export function useCredentialMessages() {
  const { t } = useTranslation('accounts')
  return {
    appId(typed: string): FieldMessage | undefined {
      const check = checkAppId(typed)
      if (check.verdict === 'fault') return { tone: 'error', text: t(`appIdFault.${check.fault}`) }
      if (check.verdict === 'good') return undefined
      return { tone: 'warn', text: t(`appIdHint.${check.hint}`, { length: check.value.length }) }
    },
    appSecret(typed: string): FieldMessage | undefined {
      const check = checkAppSecret(typed)
      if (check.verdict === 'fault') return { tone: 'error', text: t(`appSecretFault.${check.fault}`) }
      if (check.verdict === 'good') return undefined
      return { tone: 'warn', text: t(`appSecretHint.${check.hint}`, { length: check.value.length }) }
    },
    label(typed: string): FieldMessage | undefined {
      return typed.trim().length > LABEL_MAX ? { tone: 'error', text: t('form.labelTooLong') } : undefined
    },
  }
}
