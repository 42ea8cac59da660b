import { useTranslation } from 'react-i18next'
import { LEAST_EXCHANGE_MB, LEAST_EXCHANGES, MOST_EXCHANGE_MB, MOST_EXCHANGES } from '#contract/pure/limits.ts'
import type { Settings } from '#contract/settings.ts'
import { client } from '#renderer/bridge/client.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { useLoaded } from '#renderer/model/use-loaded.ts'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { formatSize } from '#renderer/ui/text/format.ts'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import { NumberSetting } from './number-setting.tsx'

/** How many exchanges are kept, how big they may be together, and how much there is now. */
export function ExchangeBounds({ settings }: { settings: Settings }) {
  const { t } = useTranslation('settings')
  const { count } = useFormat()
  const texts = (name: 'maxExchanges' | 'maxExchangeMb', least: number, most: number) => {
    const range = { least: count(least), most: count(most) }
    return { label: t(`${name}.label`), why: t(`${name}.why`, range), fault: t(`${name}.fault`, range), least, most }
  }
  return (
    <div className="flex flex-col gap-3 border-b border-border py-3">
      <NumberSetting
        setting="maxExchanges"
        settings={settings}
        {...texts('maxExchanges', LEAST_EXCHANGES, MOST_EXCHANGES)}
      />
      <NumberSetting
        setting="maxExchangeMb"
        settings={settings}
        {...texts('maxExchangeMb', LEAST_EXCHANGE_MB, MOST_EXCHANGE_MB)}
      />
      <KeptNow settings={settings} />
    </div>
  )
}

function KeptNow({ settings: { maxExchanges, maxExchangeMb } }: { settings: Settings }) {
  const { t } = useTranslation('settings')
  const { count } = useFormat()
  // Each change of the list may be one of what is kept.
  const changedAt = useSnapshot('exchange')?.receivedAt
  const { value, failure } = useLoaded(`${changedAt} ${maxExchanges} ${maxExchangeMb}`, (options) =>
    client.exchange.usage(undefined, options),
  )
  if (failure) return <ProblemNote failure={failure} />
  return (
    <p className="min-h-4.5 text-small/4.5 text-text-2">
      {value &&
        t('keptNow', {
          count: value.exchanges,
          exchanges: count(value.exchanges),
          pinned: count(value.pinned),
          size: formatSize(value.bytes),
        })}
    </p>
  )
}
