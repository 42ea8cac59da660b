import { useTranslation } from 'react-i18next'
import type { Notice } from '../../../contract/host.ts'

/** What a notice of the host says. */
export function useNoticeText(): (notice: Notice) => string {
  const { t } = useTranslation('host')
  return ({ code, ...blanks }) =>
    t(`notice.${code}`, { ...blanks, ...('reason' in blanks && { reason: t(`failure.${blanks.reason}`) }) })
}
