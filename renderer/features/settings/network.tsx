import { useTranslation } from 'react-i18next'
import type { Settings } from '#contract/settings.ts'
import { CaFile } from './ca-file.tsx'
import { Seconds } from './seconds.tsx'

/** What all accounts share; where one's requests go and through what is its own. */
export function Network({ settings }: { settings: Settings }) {
  const { t } = useTranslation('settings')
  return (
    <div className="flex flex-col gap-4 py-3">
      <Seconds setting="timeoutSeconds" settings={settings} label={t('timeout.label')} why={t('timeout.why')} />
      <Seconds
        setting="connectTimeoutSeconds"
        settings={settings}
        label={t('connectTimeout.label')}
        why={t('connectTimeout.why')}
      />
      <CaFile settings={settings} />
      <p className="border-t border-border pt-4 text-small text-text-2">{t('routes')}</p>
    </div>
  )
}
