import { ClockAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatCountdown } from '#renderer/ui/format.ts'
import { Icon } from '#renderer/ui/icon.tsx'

/** WeChat's clock and the host's are far apart: worth knowing, and used for nothing. */
export function ClockSkew({ ms }: { ms: number | undefined }) {
  const { t } = useTranslation('token')
  if (ms === undefined) return null
  return (
    <p className="flex items-center gap-1.5 text-small text-text-3">
      <Icon of={ClockAlert} size="s" />
      {t(ms > 0 ? 'skew.ahead' : 'skew.behind', { amount: formatCountdown(Math.abs(ms)) })}
    </p>
  )
}
