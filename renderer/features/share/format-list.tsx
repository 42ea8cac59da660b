import { useTranslation } from 'react-i18next'
import type { ExchangeView } from '#contract/exchange.ts'
import type { ShareFormat } from '#contract/pure/share.ts'
import { ChoiceList } from '#renderer/ui/controls/choice-list.tsx'
import type { BodySide } from './recorded-body.ts'

export type ShareChoice = ShareFormat | BodySide

/** By what they are good for: run it, read it, the bytes alone. */
const groups: ShareChoice[][] = [
  ['curl', 'undici', 'https'],
  ['har', 'html'],
  ['request', 'response'],
]

export function FormatList({
  exchange,
  value,
  onChange,
}: {
  exchange: ExchangeView
  value: ShareChoice
  onChange(choice: ShareChoice): void
}) {
  const { t } = useTranslation('share')
  const isThere = (choice: ShareChoice) =>
    (choice !== 'request' && choice !== 'response') || (exchange[choice]?.body.size ?? 0) > 0
  return (
    <ChoiceList
      label={t('format')}
      groups={groups.map((group) => group.filter(isThere))}
      nameOf={(choice) => t(`name.${choice}`)}
      value={value}
      onChange={onChange}
      className="-ml-2.5"
    />
  )
}
