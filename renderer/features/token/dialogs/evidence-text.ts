import { useTranslation } from 'react-i18next'
import type { Evidence } from '#contract/token.ts'
import { useFormat } from '#renderer/ui/text/use-format.ts'

interface EvidenceText {
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
        return { name: t('diagnosis.fact.shape'), text: shapeText(evidence.hint) }
      case 'held':
      case 'formerly-held':
      case 'never-seen':
        return { name: t('diagnosis.fact.known'), text: t(`diagnosis.row.${evidence.fact}`, { hash: evidence.hash }) }
      case 'held-by-other':
        return { name: t('diagnosis.fact.known'), text: t('diagnosis.row.held-by-other', { ...evidence }) }
      case 'obtained':
        return {
          name: t('diagnosis.fact.obtained'),
          text: t('diagnosis.row.obtained', {
            time: time(evidence.at),
            source: source(evidence),
            family: t(`family.${evidence.family}`),
          }),
        }
      case 'ends':
        return {
          name: t('diagnosis.fact.ends'),
          text: t(evidence.passed ? 'diagnosis.row.endsPassed' : 'diagnosis.row.ends', { time: time(evidence.at) }),
        }
      case 'end-unknown':
        return { name: t('diagnosis.fact.ends'), text: t('diagnosis.row.endUnknown') }
      case 'replaced':
        return {
          name: t('diagnosis.fact.replaced'),
          text: t('diagnosis.row.replaced', {
            time: time(evidence.at),
            hash: evidence.hash,
            source: source(evidence),
          }),
        }
      case 'worked':
        return { name: t('diagnosis.fact.used'), text: t('diagnosis.row.worked', { time: time(evidence.at) }) }
      case 'refused':
        return {
          name: t('diagnosis.fact.used'),
          text: t('diagnosis.row.refused', { time: time(evidence.at), errcode: evidence.errcode }),
        }
      case 'probe':
        return { name: t('diagnosis.fact.probe'), text: probeText(evidence) }
    }
  }

  function shapeText(hint: Extract<Evidence, { fact: 'shape' }>['hint']): string {
    if (hint === 'part-of-held') return t('diagnosis.row.partOfHeld')
    return hint === 'blanks' || hint === 'not-ascii' ? t(`paste.fault.${hint}`) : t(`paste.hint.${hint}`)
  }

  function probeText(probe: Extract<Evidence, { fact: 'probe' }>): string {
    switch (probe.outcome) {
      case 'works':
        return t('diagnosis.row.probeWorks')
      case 'not-asked':
        return t('diagnosis.row.probeNotAsked')
      case 'refused':
        return t('diagnosis.row.probeRefused', { errcode: probe.errcode })
      case 'failed':
        return t('diagnosis.row.probeFailed', { reason: probe.errcode ?? t(`problem:${probe.code}.short`) })
    }
  }
}
