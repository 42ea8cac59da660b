import { useTranslation } from 'react-i18next'
import { officialHosts } from '#contract/pure/net/hosts.ts'
import { Field, Select, TextInput } from '#renderer/ui/controls/field.tsx'
import type { HostChoice, OriginField } from './use-origin-field.ts'

/** Where the requests go: one of WeChat's hosts, or an address typed below. */
export function OriginChoice({ field, customUrl = '' }: { field: OriginField; customUrl?: string }) {
  const { t } = useTranslation('accounts')
  const message = field.custom.message ?? { tone: 'hint', text: t('origin.customWhy') }
  return (
    <>
      <Field label={t('origin.label')}>
        <Select<HostChoice>
          className="mono"
          value={field.choice}
          onChange={field.setChoice}
          options={[
            ...officialHosts.map((host) => ({ value: host, label: host })),
            { value: 'custom', label: t('origin.custom') },
          ]}
        />
      </Field>
      {field.choice === 'custom' && (
        <Field label={t('origin.customLabel')} message={message}>
          <TextInput mono {...field.custom.input} defaultValue={customUrl} placeholder={t('origin.customExample')} />
        </Field>
      )}
    </>
  )
}
