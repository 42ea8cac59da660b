import { clsx } from 'clsx'
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
  const { icon, iconLook, look } = looks[lookOf(outcome)]
  return (
    <span className={clsx('flex items-center gap-1.5 whitespace-nowrap', look)}>
      <Icon of={icon} size="s" className={iconLook} />
      {word}
    </span>
  )
}

const looks = {
  running: { icon: LoaderCircle, iconLook: 'motion-safe:animate-[spin_1s_linear_infinite]', look: 'text-text-2' },
  failed: { icon: CircleX, iconLook: '', look: 'font-strong text-danger-text' },
  cancelled: { icon: Ban, iconLook: 'text-text-3', look: '' },
  ok: { icon: Check, iconLook: 'text-text-3', look: '' },
}

function lookOf(outcome: ExchangeOutcome): keyof typeof looks {
  if (outcome.kind === 'running') return 'running'
  if (isCancelled(outcome)) return 'cancelled'
  return isFailed(outcome) ? 'failed' : 'ok'
}
