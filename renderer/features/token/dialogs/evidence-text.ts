import { useTranslation } from 'react-i18next'
import type { Evidence } from '#contract/token.ts'
import { useFormat } from '#renderer/ui/use-format.ts'

export interface EvidenceText {
  /** What kind of thing is known. */
  name: string
  text: string
}

/** One piece of evidence in words. */
export function useEvidenceText(): (evidence: Evidence) => EvidenceText {
  const { t } = useTranslation(['token', 'problem'])
  const { time } = useFormat()
  const source = (of: Extract<Evidence, { fact: 'obtained' | 'replaced' }>) => t(`fact.sources.${of.source}`)

  return (evidence) => {
    switch (evidence.fact) {
      case 'shape':
        return { name: t('detective.fact.shape'), text: shapeText(evidence.hint) }
      case 'held':
      case 'formerly-held':
      case 'never-seen':
        return { name: t('detective.fact.known'), text: t(`detective.row.${evidence.fact}`, { hash: evidence.hash }) }
      case 'held-by-other':
        return { name: t('detective.fact.known'), text: t('detective.row.held-by-other', { ...evidence }) }
      case 'obtained':
        return {
          name: t('detective.fact.obtained'),
          text: t('detective.row.obtained', {
            time: time(evidence.at),
            source: source(evidence),
            family: t(`family.${evidence.family}`),
          }),
        }
      case 'ends':
        return {
          name: t('detective.fact.ends'),
          text: t(evidence.passed ? 'detective.row.endsPassed' : 'detective.row.ends', { time: time(evidence.at) }),
        }
      case 'end-unknown':
        return { name: t('detective.fact.ends'), text: t('detective.row.endUnknown') }
      case 'replaced':
        return {
          name: t('detective.fact.replaced'),
          text: t('detective.row.replaced', {
            time: time(evidence.at),
            hash: evidence.hash,
            source: source(evidence),
          }),
        }
      case 'worked':
        return { name: t('detective.fact.used'), text: t('detective.row.worked', { time: time(evidence.at) }) }
      case 'refused':
        return {
          name: t('detective.fact.used'),
          text: t('detective.row.refused', { time: time(evidence.at), errcode: evidence.errcode }),
        }
      case 'probe':
        return { name: t('detective.fact.probe'), text: probeText(evidence) }
    }
  }

  function shapeText(hint: Extract<Evidence, { fact: 'shape' }>['hint']): string {
    if (hint === 'part-of-held') return t('detective.row.partOfHeld')
    return hint === 'blanks' || hint === 'not-ascii' ? t(`paste.fault.${hint}`) : t(`paste.hint.${hint}`)
  }

  function probeText(probe: Extract<Evidence, { fact: 'probe' }>): string {
    switch (probe.outcome) {
      case 'works':
        return t('detective.row.probeWorks')
      case 'not-asked':
        return t('detective.row.probeNotAsked')
      case 'refused':
        return t('detective.row.probeRefused', { errcode: probe.errcode })
      case 'failed':
        return t('detective.row.probeFailed', { reason: probe.errcode ?? t(`problem:${probe.code}.short`) })
    }
  }
}
