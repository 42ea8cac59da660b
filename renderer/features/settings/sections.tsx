import { Lock, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { HostView } from '#contract/host.ts'
import type { Settings } from '#contract/settings.ts'
import { DOCS_URL } from '#renderer/model/links.ts'
import { Field, type FieldMessage, TextInput } from '#renderer/ui/controls/field.tsx'
import { Badge } from '#renderer/ui/controls/pill.tsx'
import { ExternalLink } from '#renderer/ui/problem/external-link.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { NumberSetting } from './number-setting.tsx'
import { SettingRow } from './setting-row.tsx'
import { useUpdate } from './use-update.ts'

const LEAST_SECONDS = 1
const MOST_SECONDS = 120

/** What all accounts share; where one's requests go and through what is its own. */
export function Network({ settings }: { settings: Settings }) {
  const { t } = useTranslation('settings')
  const limit = { settings, least: LEAST_SECONDS, most: MOST_SECONDS, fault: t('timeout.fault') }
  return (
    <div className="flex flex-col gap-4 py-3">
      <NumberSetting setting="timeoutSeconds" label={t('timeout.label')} why={t('timeout.why')} {...limit} />
      <NumberSetting
        setting="connectTimeoutSeconds"
        label={t('connectTimeout.label')}
        why={t('connectTimeout.why')}
        {...limit}
      />
      <CaFile settings={settings} />
      <p className="border-t border-border pt-4 text-small text-text-2">{t('routes')}</p>
    </div>
  )
}

/** Certificates of one's own. The host looks into the file before it is saved, and says beside the field what is wrong. */
function CaFile({ settings }: { settings: Settings }) {
  const { t } = useTranslation(['settings', 'problem'])
  const update = useUpdate()
  const [saved, setSaved] = useState(false)
  const save = async (typed: string) => {
    const caFile = typed.trim()
    if (caFile === settings.caFile && !update.failure) return
    setSaved(false)
    setSaved((await update.run({ caFile })) !== undefined && caFile !== '')
  }
  const { failure } = update
  const refused = failure?.code === 'ca-file-invalid' ? failure : undefined
  const message: FieldMessage = refused
    ? { tone: 'error', text: t(`problem:ca-file-invalid.reasons.${refused.reason}`, { path: refused.path }) }
    : saved
      ? { tone: 'good', text: t('caFile.good') }
      : { tone: 'hint', text: t('caFile.why') }
  return (
    <>
      <Field label={t('caFile.label')} message={message}>
        <TextInput
          mono
          defaultValue={settings.caFile}
          placeholder={t('caFile.example')}
          onBlur={(event) => void save(event.target.value)}
          onKeyDown={(event) => event.key === 'Enter' && void save(event.currentTarget.value)}
        />
      </Field>
      {failure && !refused && <ProblemNote failure={failure} />}
    </>
  )
}

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

export function About({ host }: { host: HostView }) {
  const { t } = useTranslation('settings')
  const facts = [
    [t('about.version'), host.version],
    [t('about.host'), t(`about.${host.kind}`)],
    [t('about.platform'), host.platform],
    [t('about.license'), 'MIT'],
  ]
  return (
    <div className="flex flex-col items-start gap-4 py-3">
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-text-3">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ExternalLink url={DOCS_URL}>{t('about.docs')}</ExternalLink>
    </div>
  )
}
