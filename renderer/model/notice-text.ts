import { useTranslation } from 'react-i18next'
import type { Notice } from '#contract/host.ts'
import { shownText } from '#contract/pure/text/shown-text.ts'

/** What a notice of the host says. */
export function useNoticeText(): (notice: Notice) => string {
  const { t, i18n } = useTranslation('host')
  return (notice) => {
    if (notice.code === 'given-up') {
      return t('notice.given-up', { what: t(`part.${notice.part}`), number: notice.count })
    }
    if (notice.code === 'not-saved') {
      const parts = notice.parts.map((part) => t(`part.${part}`))
      const what = new Intl.ListFormat(i18n.language).format(parts)
      return t('notice.not-saved', { what, reason: t(`failure.${notice.reason}`) })
    }
    const { code, ...told } = notice
    // Labels, file names and names of variables come from outside, and must not turn the sentence that they stand in.
    const blanks = Object.fromEntries(
      Object.entries(told).map(([name, value]) => [name, typeof value === 'string' ? shownText(value) : value]),
    )
    return t(`notice.${code}`, { ...blanks, ...('reason' in told && { reason: t(`failure.${told.reason}`) }) })
  }
}
