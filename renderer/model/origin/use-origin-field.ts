import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Origin } from '#contract/accounts.ts'
import type { OfficialHost } from '#contract/pure/net/hosts.ts'
import { checkOrigin } from '#contract/pure/net/origin.ts'
import { useField } from '#renderer/ui/controls/use-field.ts'

type ChosenOrigin = Exclude<Origin, { kind: 'sandbox' }>

export type HostChoice = OfficialHost | 'custom'

/** The API host of an account: one of WeChat's, or an address typed beside it. */
export function useOriginField(start: Origin) {
  const { t } = useTranslation('problem')
  const [choice, setChoice] = useState<HostChoice>(start.kind === 'official' ? start.host : 'custom')
  const custom = useField((typed) => {
    const result = checkOrigin(typed)
    return result.ok ? undefined : { tone: 'error', text: t(`origin-invalid.reasons.${result.reason}`) }
  })
  return {
    choice,
    setChoice,
    custom,
    check: () => choice !== 'custom' || custom.check(),
    focus: custom.focus,
    read: (): ChosenOrigin =>
      choice === 'custom' ? { kind: 'custom', url: custom.read().trim() } : { kind: 'official', host: choice },
  }
}

export type OriginField = ReturnType<typeof useOriginField>
