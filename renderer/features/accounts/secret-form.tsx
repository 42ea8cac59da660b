import { KeyRound } from 'lucide-react'
import { type ClipboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { cleanCredential, findCredentials } from '#contract/pure/credentials/credential-shapes.ts'
import { client } from '#renderer/bridge/client.ts'
import { useCommand } from '#renderer/model/command.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { Field } from '#renderer/ui/controls/field.tsx'
import { Form } from '#renderer/ui/controls/form.tsx'
import { PasswordInput } from '#renderer/ui/controls/password-input.tsx'
import { useField } from '#renderer/ui/controls/use-field.ts'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { Dialog, DialogText } from '#renderer/ui/overlays/dialog.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { useCredentialMessages } from './credential-messages.ts'

/** Takes an account's AppSecret, alone or out of any text that holds one. */
function SecretForm({
  account,
  verb,
  note,
  onDone,
}: {
  account: AccountView
  verb: string
  note?: string
  onDone?(): void
}) {
  const { t } = useTranslation(['accounts', 'common'])
  const form = useRef<HTMLFormElement>(null)
  const appSecret = useField(useCredentialMessages().appSecret)
  const replace = useCommand(({ signal }) =>
    client.accounts.replaceSecret({ id: account.id, appSecret: cleanCredential(appSecret.read()) }, { signal }),
  )
  const submit = async () => {
    if (!appSecret.check()) return appSecret.focus()
    if (!(await replace.run())) return
    form.current?.reset()
    onDone?.()
  }
  const onPaste = (event: ClipboardEvent) => {
    const found = findCredentials(event.clipboardData.getData('text'))
    if (!found.appSecret) return
    event.preventDefault()
    appSecret.write(found.appSecret)
  }
  return (
    <Form ref={form} onSubmit={submit} className="flex flex-col gap-3">
      <Field label={t('form.appSecret')} message={appSecret.message} {...(note && { note })}>
        <PasswordInput name="appSecret" {...appSecret.input} onPaste={onPaste} />
      </Field>
      {replace.failure && <ProblemNote failure={replace.failure} />}
      <Button type="submit" variant="primary" size="l" busy={replace.busy} className="self-start">
        {replace.busy ? t('common:saving') : verb}
      </Button>
    </Form>
  )
}

/** Stands in place of the token's facts while there is no AppSecret to fetch with: why, and the field to resume. */
export function SecretNeeded({ account }: { account: AccountView }) {
  const { t } = useTranslation('accounts')
  if (account.secret === 'held') return null
  return (
    <div className="flex min-w-0 flex-col gap-3">
      <div>
        <h3 className="flex items-center gap-2 text-[15px]/6 font-title tracking-title">
          <Icon of={KeyRound} className="text-warn" />
          {t('secret.title')}
        </h3>
        <p className="text-read text-pretty text-text-2">{t(`secret.reason.${account.secret}`)}</p>
      </div>
      <SecretForm account={account} verb={t('secret.use')} note={t('secret.resume')} />
    </div>
  )
}

export function ReplaceSecretDialog({ account, onClose }: { account: AccountView; onClose(): void }) {
  const { t } = useTranslation('accounts')
  return (
    <Dialog open holdsInput onClose={onClose} title={t('secret.replaceTitle')}>
      <DialogText>{t('secret.replaceWhy')}</DialogText>
      <SecretForm account={account} verb={t('secret.replace')} onDone={onClose} />
    </Dialog>
  )
}
