import { Eye, EyeOff } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountProxy } from '#contract/accounts.ts'
import { typedProxy } from '#contract/pure/net/proxy.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { Field, Select, TextInput } from '#renderer/ui/controls/field.tsx'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'
import type { ProxyChoice as Choice, ProxyField } from './use-proxy-field.ts'

/** How the requests leave: straight, as the system says, or by a proxy that is typed. */
export function ProxyChoice({ field, proxy }: { field: ProxyField; proxy: AccountProxy }) {
  const { t } = useTranslation(['route', 'accounts', 'common'])
  const kind = useSnapshot('host')?.value.kind ?? 'electron'
  const [shown, setShown] = useState(false)
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
          <div className="relative">
            <TextInput
              mono
              type={shown ? 'text' : 'password'}
              name="proxyPassword"
              {...field.password.input}
              className="pr-9"
            />
            <IconButton
              icon={shown ? EyeOff : Eye}
              label={shown ? t('accounts:form.hide') : t('accounts:form.show')}
              onClick={() => setShown(!shown)}
              className="absolute top-0.5 right-0.5"
            />
          </div>
        </Field>
      </div>
    </>
  )
}
