import { Send } from 'lucide-react'
import { type RefObject, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { checkRequest, type RequestFault } from '#contract/pure/request/request.ts'
import { CancelButton } from '#renderer/model/cancel-button.tsx'
import { useCommandView } from '#renderer/model/command.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { Field, type FieldMessage, TextArea, TextInput } from '#renderer/ui/controls/field.tsx'
import { Form } from '#renderer/ui/controls/form.tsx'
import { Segmented } from '#renderer/ui/controls/segmented.tsx'
import { Switch } from '#renderer/ui/controls/switch.tsx'
import { draftOf, type RequestState, requestPanel, requestSending, sendable } from './request-state.ts'

/** Sends, wherever on the screen the focus is. */
export const SEND_KEYS = 'CmdOrCtrl+Enter'

interface RequestFields {
  target: RefObject<HTMLInputElement | null>
  body: RefObject<HTMLTextAreaElement | null>
}

/** The request as it is being written, with what is wrong beside the field. */
export function RequestForm({
  account,
  state,
  fields,
  onSend,
}: {
  account: AccountView
  state: RequestState
  fields: RequestFields
  onSend(): void
}) {
  const { t } = useTranslation('request')
  const draft = draftOf(state)
  const sending = useCommandView(requestSending(account.id))
  const { busy } = sending
  const messageFor = useFaultMessage()
  const faults = state.tried ? checkRequest(sendable(draft)) : []
  const edit = (edited: Partial<typeof draft>) => requestPanel.edit(account.id, edited)
  return (
    <Form aria-label={t('form')} className="grid gap-3" onSubmit={onSend}>
      <div className="flex items-start gap-2">
        <Segmented
          label={t('method')}
          value={draft.method}
          onChange={(method) => edit({ method })}
          options={[
            { value: 'GET', label: 'GET' },
            { value: 'POST', label: 'POST' },
          ]}
          className="mt-5.5 h-8 shrink-0 items-center"
        />
        <Field label={t('target')} message={messageFor(faults, 'target')} className="grow [&_label]:leading-4">
          <TextInput
            ref={fields.target}
            mono
            value={draft.target}
            placeholder={t('targetExample')}
            onChange={({ target }) => edit({ target: target.value })}
          />
        </Field>
        <div className="mt-5.5 flex gap-2">
          <Button type="submit" variant="primary" icon={Send} busy={busy} accelerator={SEND_KEYS}>
            {t(busy ? 'sending' : 'send')}
          </Button>
          <CancelButton command={sending} />
        </div>
      </div>
      <AttachToken checked={draft.attachToken} onChange={(attachToken) => edit({ attachToken })} />
      {draft.method === 'POST' && (
        <Field label={t('body')} note={t('bodyNote')} message={messageFor(faults, 'body')}>
          <TextArea
            ref={fields.body}
            rows={Math.min(14, Math.max(4, draft.body.split('\n').length + 1))}
            value={draft.body}
            onChange={({ target }) => edit({ body: target.value })}
            className="resize-y"
          />
        </Field>
      )}
      <p className="text-small/4.5 text-text-3">
        {account.dialledOrigin && (
          <>
            {t('goesTo')} <span className="mono">{account.dialledOrigin}</span>
            {' · '}
          </>
        )}
        {t('placeholders')}
      </p>
    </Form>
  )
}

function AttachToken({ checked, onChange }: { checked: boolean; onChange(checked: boolean): void }) {
  const { t } = useTranslation('request')
  const id = useId()
  return (
    <div className="flex items-center gap-2.5">
      <Switch checked={checked} onChange={onChange} aria-labelledby={`${id}-label`} aria-describedby={`${id}-why`} />
      <span id={`${id}-label`} className="shrink-0">
        {t('attach')}
      </span>
      <span id={`${id}-why`} className="min-w-0 text-small/4.5 text-text-3">
        {t('attachWhy')}
      </span>
    </div>
  )
}

function useFaultMessage(): (faults: RequestFault[], field: RequestFault['field']) => FieldMessage | undefined {
  const { t } = useTranslation(['request', 'problem'])
  return (faults, field) => {
    const fault = faults.find((one) => one.field === field)
    if (!fault) return undefined
    const { reason, line, column } = fault
    const words = t(`problem:request-invalid.reasons.${reason}`)
    return { tone: 'error', text: line === undefined ? words : t('request:faultAt', { words, line, column }) }
  }
}
