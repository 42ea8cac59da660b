import { Ban, Check, CircleX, LoaderCircle } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ExchangeOutcome } from '#contract/exchange.ts'
import { Icon } from '#renderer/ui/figures/icon.tsx'

/** A call that a person left did not fail. */
const isCancelled = (outcome: ExchangeOutcome) => outcome.kind === 'problem' && outcome.code === 'cancelled'

export function isFailed(outcome: ExchangeOutcome): boolean {
  return (outcome.kind === 'errcode' || outcome.kind === 'problem') && !isCancelled(outcome)
}

/** How an exchange ended, in a word. */
export function useOutcomeWord(): (outcome: ExchangeOutcome) => string {
  const { t } = useTranslation(['exchange', 'problem'])
  return (outcome) => {
    switch (outcome.kind) {
      case 'running':
        return t('running')
      case 'ok':
        return t('ok')
      case 'errcode':
        return String(outcome.errcode)
      case 'problem':
        return t(`problem:${outcome.code}.short`)
    }
  }
}

/** The word with its mark; a failure is red. */
export function Outcome({ outcome }: { outcome: ExchangeOutcome }) {
  const word = useOutcomeWord()(outcome)
  if (outcome.kind === 'running') {
    return (
      <span className="flex items-center gap-1.5 whitespace-nowrap text-text-2">
        <Icon of={LoaderCircle} size="s" className="motion-safe:animate-[spin_1s_linear_infinite]" />
        {word}
      </span>
    )
  }
  if (isFailed(outcome)) {
    return (
      <span className="flex items-center gap-1.5 font-strong whitespace-nowrap text-danger-text">
        <Icon of={CircleX} size="s" />
        {word}
      </span>
    )
  }
  return (
    <span className="flex items-center gap-1.5 whitespace-nowrap">
      <Icon of={isCancelled(outcome) ? Ban : Check} size="s" className="text-text-3" />
      {word}
    </span>
  )
}
