import { Lock, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { HostView } from '#contract/host.ts'
import { Badge } from '#renderer/ui/pill.tsx'
import { SettingRow } from './setting-row.tsx'

export function Secrets({ host: { vault } }: { host: HostView }) {
  const { t } = useTranslation(['settings', 'accounts'])
  const how = vault.persists ? t(`vault.${vault.kind}Why`) : t(`accounts:vault.memory.${vault.reason}`)
  return (
    <SettingRow label={t('vault.label')} why={`${how} ${t('vault.why')}`}>
      {() => (
        <Badge tone={vault.persists ? 'neutral' : 'warn'} icon={vault.persists ? Lock : TriangleAlert}>
          {t(`vault.${vault.kind}`)}
        </Badge>
      )}
    </SettingRow>
  )
}
