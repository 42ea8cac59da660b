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
            onChange={(event) => void update.run({ language: event.target.value as Settings['language'] })}
            className="w-42"
          >
            <option value="system">{t('language.system')}</option>
            <option value="zh-CN" lang="zh-CN">
              {t('common:language.zh-CN')}
            </option>
            <option value="en" lang="en">
              {t('common:language.en')}
            </option>
          </Select>
        )}
      </SettingRow>
      <SettingRow label={t('reminder.label')} why={t('reminder.why')}>
        {(names) => (
          <Select
            {...names}
            value={settings.remindMinutes}
            onChange={(event) =>
              void update.run({ remindMinutes: Number(event.target.value) as Settings['remindMinutes'] })
            }
            className="w-42"
          >
            {reminderMinutes.map((minutes) => (
              <option key={minutes} value={minutes}>
                {minutes === 0 ? t('reminder.off') : t('reminder.before', { minutes })}
              </option>
            ))}
          </Select>
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
