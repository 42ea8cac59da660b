import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { useTranslation } from 'react-i18next'
import type { ExchangeView } from '#contract/exchange.ts'
import type { ShareFormat } from '#contract/pure/share.ts'
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
    <RadioGroup
      aria-label={t('format')}
      value={value}
      onValueChange={(next) => onChange(next as ShareChoice)}
      className="-ml-2.5 flex flex-col"
    >
      {groups.map((group) => (
        <div
          key={group[0]}
          className="not-first:mt-1 not-first:border-t not-first:border-border not-first:pt-1 empty:hidden"
        >
          {group.filter(isThere).map((choice) => (
            <Radio.Root
              key={choice}
              value={choice}
              className="flex h-7 items-center rounded-2 px-2.5 -outline-offset-2 hover:bg-surface-2 data-checked:bg-surface-3 data-checked:font-strong"
            >
              {t(`name.${choice}`)}
            </Radio.Root>
          ))}
        </div>
      ))}
    </RadioGroup>
  )
}
