import { Pin } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Icon } from '#renderer/ui/icon.tsx'

/** Says of a row that it is kept whatever else makes room. */
export function PinMark() {
  const { t } = useTranslation('exchange')
  return (
    <>
      <Icon of={Pin} size="s" className="text-text-2" />
      <span className="sr-only">{t('pinned')}</span>
    </>
  )
}
