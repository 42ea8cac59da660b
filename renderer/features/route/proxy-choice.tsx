import { useTranslation } from 'react-i18next'
import type { AccountProxy } from '#contract/accounts.ts'
import { typedProxy } from '#contract/pure/net/proxy.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { Field, Select, TextInput } from '#renderer/ui/controls/field.tsx'
import { PasswordInput } from '#renderer/ui/controls/password-input.tsx'
import type { ProxyChoice as Choice, ProxyField } from './use-proxy-field.ts'

/** How the requests leave: directly, by the system settings, or through a proxy that is typed. */
export function ProxyChoice({ field, proxy }: { field: ProxyField; proxy: AccountProxy }) {
  const { t } = useTranslation(['route', 'common'])
  const kind = useSnapshot('host')?.value.kind ?? 'electron'
  const address = proxy.kind === 'none' || proxy.kind === 'system' ? '' : typedProxy(proxy)
  return (
    <>
      <Field
        label={t('proxy.label')}
        message={field.choice === 'system' ? { tone: 'hint', text: t(`proxy.systemWhy.${kind}`) } : undefined}
      >
        <Select<Choice>
          value={field.choice}
          onChange={field.setChoice}
          options={(['none', 'system', 'chosen'] as const).map((value) => ({ value, label: t(`proxy.${value}`) }))}
        />
      </Field>
      {/* Stays while it is hidden, so that a recipe can fill it and a choice taken back loses nothing. */}
      <div className={field.choice === 'chosen' ? 'contents' : 'hidden'}>
        <Field
          label={t('proxy.address')}
          message={field.address.message ?? { tone: 'hint', text: t('proxy.addressWhy') }}
        >
          <TextInput
            mono
            name="proxy"
            {...field.address.input}
            defaultValue={address}
            placeholder={t('proxy.addressExample')}
          />
        </Field>
        <Field
          label={t('proxy.password')}
          note={field.hasKept ? t('proxy.passwordKept') : t('common:optional')}
          message={field.passwordMessage}
        >
          <PasswordInput name="proxyPassword" {...field.password.input} />
        </Field>
      </div>
    </>
  )
}
