import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../../contract/accounts.ts'
import { cleanCredential } from '../../../contract/pure/credential-shapes.ts'
import { client } from '../../bridge/client.ts'
import { useCall } from '../../bridge/use-call.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Field, TextInput } from '../../ui/field.tsx'
import { ProblemNote } from '../../ui/problem-note.tsx'
import { FamilyChoice, OriginChoice } from './choices.tsx'
import { ConfirmOrigin } from './confirm-origin.tsx'
import { useCredentialMessages } from './credential-messages.ts'
import { useField } from './use-field.ts'
import { useOriginField } from './use-origin-field.ts'

export function EditDialog({ account, onClose }: { account: AccountView; onClose(): void }) {
  const { t } = useTranslation(['accounts', 'common'])
  return (
    <Dialog open holdsInput onClose={onClose} title={t('editing.title')}>
      <EditForm account={account} onClose={onClose} />
    </Dialog>
  )
}

/** The sandbox's AppID and origin are its own, so only its label and family are asked for. */
function EditForm({ account, onClose }: { account: AccountView; onClose(): void }) {
  const { t } = useTranslation(['accounts', 'common'])
  const messages = useCredentialMessages()
  const label = useField(messages.label)
  const appId = useField(messages.appId)
  const origin = useOriginField(account.origin)
  const [family, setFamily] = useState(account.family)
  const isSandbox = account.origin.kind === 'sandbox'

  const save = useCall(({ signal }, confirmedOrigin?: string) =>
    client.accounts.update(
      {
        id: account.id,
        label: label.read(),
        family,
        ...(!isSandbox && { appId: cleanCredential(appId.read()), origin: origin.read() }),
        ...(confirmedOrigin !== undefined && { confirmedOrigin }),
      },
      { signal },
    ),
  )

  const submit = async (confirmedOrigin?: string) => {
    const fields = isSandbox ? [label] : [label, appId, origin]
    const checks = fields.map((field) => ({ field, good: field.check() }))
    const wrong = checks.find((check) => !check.good)?.field
    if (wrong) return wrong.focus()
    if (await save.run(confirmedOrigin)) onClose()
  }

  const { failure } = save
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        void submit()
      }}
      className="flex flex-col gap-3.5"
    >
      <Field label={t('form.label')} note={t('common:optional')} message={label.message}>
        <TextInput name="label" {...label.input} defaultValue={account.label} />
      </Field>
      {!isSandbox && (
        <Field label={t('form.appId')} message={appId.message}>
          <TextInput mono name="appId" {...appId.input} defaultValue={account.appId} />
        </Field>
      )}
      <FamilyChoice value={family} onChange={setFamily} />
      {!isSandbox && (
        <OriginChoice field={origin} {...(account.origin.kind === 'custom' && { customUrl: account.origin.url })} />
      )}
      {failure && failure.code !== 'confirm-origin' && <ProblemNote failure={failure} />}
      <div className="flex justify-end gap-2">
        <Button variant="plain" size="l" onClick={onClose}>
          {t('common:cancel')}
        </Button>
        <Button type="submit" variant="primary" size="l" busy={save.busy}>
          {save.busy ? t('common:saving') : t('common:save')}
        </Button>
      </div>
      <ConfirmOrigin
        origin={failure?.code === 'confirm-origin' ? failure.origin : undefined}
        onConfirm={() => failure?.code === 'confirm-origin' && void submit(failure.origin)}
        onBack={save.forget}
      />
    </form>
  )
}
