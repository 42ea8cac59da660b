import { type ClipboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { cleanCredential, findCredentials } from '#contract/pure/credentials/credential-shapes.ts'
import { client } from '#renderer/bridge/client.ts'
import { useCommand } from '#renderer/model/command.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { useField } from '#renderer/ui/controls/use-field.ts'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { useCredentialMessages } from './credential-messages.ts'
import { SecretInput } from './secret-input.tsx'

/** Takes an account's AppSecret, alone or out of any text that holds one. */
export function SecretForm({
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
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      className="flex flex-col gap-3"
    >
      <SecretInput field={appSecret} onPaste={onPaste} {...(note && { note })} />
      {replace.failure && <ProblemNote failure={replace.failure} />}
      <Button type="submit" variant="primary" size="l" busy={replace.busy} className="self-start">
        {replace.busy ? t('common:saving') : verb}
      </Button>
    </form>
  )
}
