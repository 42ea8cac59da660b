import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { cleanCredential } from '#contract/pure/credentials/credential-shapes.ts'
import { client } from '#renderer/bridge/client.ts'
import { useCommand } from '#renderer/model/command.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { Field, TextInput } from '#renderer/ui/controls/field.tsx'
import { Form } from '#renderer/ui/controls/form.tsx'
import { checkFields, useField } from '#renderer/ui/controls/use-field.ts'
import { Dialog } from '#renderer/ui/overlays/dialog.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { useCredentialMessages } from './credential-messages.ts'
import { SourceChoice } from './source-choice.tsx'

/** The sandbox's AppID is its own, so only its label and token type are asked for. */
export function EditDialog({ account, onClose }: { account: AccountView; onClose(): void }) {
  const { t } = useTranslation(['accounts', 'common'])
  const messages = useCredentialMessages()
  const label = useField(messages.label)
  const appId = useField(messages.appId)
  const [tokenSource, setTokenSource] = useState(account.tokenSource)
  const isSandbox = account.origin.kind === 'sandbox'

  const save = useCommand(({ signal }) =>
    client.accounts.update(
      {
        id: account.id,
        label: label.read(),
        tokenSource,
        ...(!isSandbox && { appId: cleanCredential(appId.read()) }),
      },
      { signal },
    ),
  )

  const submit = async () => {
    if (checkFields(isSandbox ? [label] : [label, appId]) && (await save.run())) onClose()
  }

  return (
    <Dialog open holdsInput onClose={onClose} title={t('editing.title')}>
      <Form onSubmit={submit} className="flex flex-col gap-3.5">
        <Field label={t('form.label')} note={t('common:optional')} message={label.message}>
          <TextInput name="label" {...label.input} defaultValue={account.label} />
        </Field>
        {!isSandbox && (
          <Field label={t('form.appId')} message={appId.message}>
            <TextInput mono name="appId" {...appId.input} defaultValue={account.appId} />
          </Field>
        )}
        <SourceChoice value={tokenSource} onChange={setTokenSource} />
        {save.failure && <ProblemNote failure={save.failure} />}
        <div className="flex justify-end gap-2">
          <Button variant="plain" size="l" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" variant="primary" size="l" busy={save.busy}>
            {save.busy ? t('common:saving') : t('common:save')}
          </Button>
        </div>
      </Form>
    </Dialog>
  )
}
