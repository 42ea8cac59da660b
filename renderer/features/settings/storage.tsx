import { useTranslation } from 'react-i18next'
import type { HostView } from '#contract/host.ts'
import type { Settings } from '#contract/settings.ts'
import { useNoticeText } from '#renderer/model/notice-text.ts'
import { CopyButton } from '#renderer/ui/feedback/copy-button.tsx'
import { Note } from '#renderer/ui/layout/note.tsx'
import { ExchangeBounds } from './exchange-bounds.tsx'
import { SettingRow } from './setting-row.tsx'

export function Storage({ settings, host }: { settings: Settings; host: HostView }) {
  const { t } = useTranslation('settings')
  const noticeText = useNoticeText()
  return (
    <>
      <ExchangeBounds settings={settings} />
      <SettingRow label={t('dataFolder.label')} why={<PathWords why={t('dataFolder.why')} path={host.dataFolder} />}>
        {() => <CopyButton compact text={host.dataFolder} label={t('dataFolder.copy')} done={t('copiedPath')} />}
      </SettingRow>
      <SettingRow label={t('logFile.label')} why={<PathWords why={t('logFile.why')} path={host.logFile} />}>
        {() => <CopyButton compact text={host.logFile} label={t('logFile.copy')} done={t('copiedPath')} />}
      </SettingRow>
      <h3 className="mt-4 mb-2 font-strong">{t('notices')}</h3>
      {host.notices.length === 0 && <p className="text-small text-text-3">{t('noNotices')}</p>}
      <div className="flex flex-col gap-2">
        {host.notices.map((notice) => (
          <Note key={notice.id} tone="warn">
            {noticeText(notice)}
          </Note>
        ))}
      </div>
    </>
  )
}

function PathWords({ why, path }: { why: string; path: string }) {
  return (
    <>
      {why}
      <span className="mono block wrap-anywhere text-text-2 select-text">{path}</span>
    </>
  )
}
