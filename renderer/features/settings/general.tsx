import { useTranslation } from 'react-i18next'
import type { HostView } from '#contract/host.ts'
import type { Settings } from '#contract/settings.ts'
import { ActionButton } from '#renderer/actions/action-button.tsx'
import { Select } from '#renderer/ui/controls/field.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { SettingRow } from './setting-row.tsx'
import { ThemeChoice } from './theme-choice.tsx'
import { useUpdate } from './use-update.ts'

const reminderMinutes: Settings['remindMinutes'][] = [0, 5, 10, 30]

export function General({ settings, host }: { settings: Settings; host: HostView }) {
  const { t } = useTranslation(['settings', 'common', 'host', 'actions'])
  const update = useUpdate()
  return (
    <>
      <SettingRow label={t('theme.label')}>
        {(names) => (
          <ThemeChoice
            aria-labelledby={names['aria-labelledby']}
            value={settings.theme}
            onChange={(theme) => void update.run({ theme })}
          />
        )}
      </SettingRow>
      <SettingRow label={t('language.label')} why={t('language.why')}>
        {(names) => (
          <Select
            {...names}
            value={settings.language}
            onChange={(language) => void update.run({ language })}
            className="w-42"
            options={[
              { value: 'system', label: t('language.system') },
              { value: 'zh-CN', label: t('common:language.zh-CN'), lang: 'zh-CN' },
              { value: 'en', label: t('common:language.en'), lang: 'en' },
            ]}
          />
        )}
      </SettingRow>
      <SettingRow label={t('reminder.label')} why={t('reminder.why')}>
        {(names) => (
          <Select
            {...names}
            value={settings.remindMinutes}
            onChange={(remindMinutes) => void update.run({ remindMinutes })}
            className="w-42"
            options={reminderMinutes.map((minutes) => ({
              value: minutes,
              label: minutes === 0 ? t('reminder.off') : t('reminder.before', { minutes }),
            }))}
          />
        )}
      </SettingRow>
      {host.capabilities.morePages && (
        <SettingRow label={t('host:anotherDevice.label')} why={t('host:anotherDevice.setting')}>
          {() => <ActionButton action="page.anotherDevice">{t('actions:label.page.anotherDevice')}</ActionButton>}
        </SettingRow>
      )}
      {update.failure && <ProblemNote failure={update.failure} />}
    </>
  )
}
