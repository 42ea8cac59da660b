import { ChevronRight } from 'lucide-react'
import { type ClipboardEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import {
  cleanCredential,
  type FoundCredentials,
  findCredentials,
} from '#contract/pure/credentials/credential-shapes.ts'
import { sourceNamed } from '#contract/pure/credentials/token-source.ts'
import { officialHosts } from '#contract/pure/net/hosts.ts'
import { client } from '#renderer/bridge/client.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { useAccountName } from '#renderer/model/accounts.ts'
import { useCommand } from '#renderer/model/command.ts'
import { ConfirmOrigin, confirmedOrigin } from '#renderer/model/origin/confirm-origin.tsx'
import { OriginChoice } from '#renderer/model/origin/origin-choice.tsx'
import { useOriginField } from '#renderer/model/origin/use-origin-field.ts'
import { TokenInputs, useTokenFields } from '#renderer/model/token-fields.tsx'
import { Button } from '#renderer/ui/controls/button.tsx'
import { Field, type FieldMessage, TextInput } from '#renderer/ui/controls/field.tsx'
import { Form } from '#renderer/ui/controls/form.tsx'
import { PasswordInput } from '#renderer/ui/controls/password-input.tsx'
import { checkFields, useField } from '#renderer/ui/controls/use-field.ts'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { useCredentialMessages } from './credential-messages.ts'
import { PasteBox } from './paste-box.tsx'
import { SourceChoice } from './source-choice.tsx'

/** Adds an account. All that is typed stays in its fields until the account is there. */
export function AddForm({ onAdded }: { onAdded(account: AccountView): void }) {
  const { t } = useTranslation(['accounts', 'common'])
  const form = useRef<HTMLFormElement>(null)
  const messages = useCredentialMessages()
  const sameAppId = useSameAppId()
  const appId = useField((typed) => messages.appId(typed) ?? sameAppId(typed))
  const appSecret = useField(messages.appSecret)
  const label = useField(messages.label)
  const origin = useOriginField({ kind: 'official', host: officialHosts[0] })
  const [tokenSource, setTokenSource] = useState(sourceNamed('stable'))
  const [advanced, setAdvanced] = useState(false)
  const pastedToken = useTokenFields()
  const pasted = tokenSource.kind === 'pasted'

  const add = useCommand(async ({ signal, confirmed }) => {
    // The first account takes this form off the screen.
    const token = pastedToken.read()
    const account = await client.accounts.add(
      {
        label: label.read(),
        appId: cleanCredential(appId.read()),
        ...(!pasted && { appSecret: cleanCredential(appSecret.read()) }),
        tokenSource,
        origin: origin.read(),
        ...confirmedOrigin(confirmed),
      },
      { signal },
    )
    if (pasted) await client.token.paste({ accountId: account.id, ...token }, { signal })
    form.current?.reset()
    onAdded(account)
  })

  const submit = () => {
    const credentials = pasted ? [pastedToken.token, pastedToken.ends] : [appSecret]
    if (checkFields([appId, ...credentials, label, origin])) void add.run()
  }

  const fill = (found: FoundCredentials) => {
    if (found.appId) appId.write(found.appId)
    if (found.appSecret) appSecret.write(found.appSecret)
  }
  /** A whole text pasted into one of the two fields fills both. */
  const onPaste = (event: ClipboardEvent) => {
    const found = findCredentials(event.clipboardData.getData('text'))
    if (!found.appId || !found.appSecret) return
    event.preventDefault()
    fill(found)
  }

  return (
    <Form ref={form} onSubmit={submit} className="flex flex-col gap-3.5 max-wide:gap-2.5">
      <PasteBox onFound={fill} />
      <Field label={t('form.appId')} message={appId.message}>
        <TextInput mono name="appId" {...appId.input} onPaste={onPaste} />
      </Field>
      {pasted ? (
        <TokenInputs fields={pastedToken} />
      ) : (
        <Field label={t('form.appSecret')} message={appSecret.message}>
          <PasswordInput name="appSecret" {...appSecret.input} onPaste={onPaste} />
        </Field>
      )}
      <Field label={t('form.label')} note={t('common:optional')} message={label.message}>
        <TextInput name="label" {...label.input} placeholder={t('form.labelExample')} />
      </Field>
      <button
        type="button"
        aria-expanded={advanced}
        onClick={() => setAdvanced(!advanced)}
        className="flex items-center gap-1 self-start rounded-1 text-small text-text-2 hover:text-text"
      >
        <Icon of={ChevronRight} size="s" className={advanced ? 'rotate-90' : ''} />
        {t('form.advanced')}
      </button>
      {advanced && (
        <>
          <SourceChoice value={tokenSource} onChange={setTokenSource} />
          <OriginChoice field={origin} />
        </>
      )}
      {add.failure && <ProblemNote failure={add.failure} />}
      <Button type="submit" variant="primary" size="l" busy={add.busy}>
        {add.busy ? t('adding') : t('add')}
      </Button>
      <ConfirmOrigin command={add} />
    </Form>
  )
}

/** Points out that an AppID is here already; a second account is allowed. */
function useSameAppId(): (typed: string) => FieldMessage | undefined {
  const { t } = useTranslation(['accounts', 'common'])
  const name = useAccountName()
  const accounts = useSnapshot('accounts')?.value ?? []
  return (typed) => {
    const same = accounts.filter((account) => account.appId === cleanCredential(typed))
    if (same.length === 0) return undefined
    return { tone: 'warn', text: t('form.same', { labels: same.map(name).join(', ') }) }
  }
}
