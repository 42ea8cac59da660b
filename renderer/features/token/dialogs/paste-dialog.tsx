import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { client } from '#renderer/bridge/client.ts'
import { useCommand } from '#renderer/model/command.ts'
import { TokenInputs, useTokenFields } from '#renderer/model/token-fields.tsx'
import { Button } from '#renderer/ui/controls/button.tsx'
import { Form } from '#renderer/ui/controls/form.tsx'
import { Dialog, DialogText } from '#renderer/ui/overlays/dialog.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'

/** Takes a token obtained elsewhere. An account that fetches its own stops doing so, which is said. */
export function PasteDialog({ account, onClose }: { account: AccountView; onClose(): void }) {
  const { t } = useTranslation('token')
  const form = useRef<HTMLFormElement>(null)
  const fields = useTokenFields()
  const switches = account.tokenSource.kind !== 'pasted'
  const paste = useCommand(async (options) => {
    const given = fields.read()
    if (switches) await client.accounts.update({ id: account.id, tokenSource: { kind: 'pasted' } }, options)
    return client.token.paste({ accountId: account.id, ...given }, options)
  })
  const submit = async () => {
    const wrong = [fields.token, fields.ends].find((field) => !field.check())
    if (wrong) return wrong.focus()
    if (!(await paste.run())) return
    form.current?.reset()
    onClose()
  }
  return (
    <Dialog open holdsInput onClose={onClose} title={t('paste.title')}>
      <DialogText>
        {t('paste.why')} {switches && t('paste.switches')}
      </DialogText>
      <Form ref={form} onSubmit={submit} className="flex flex-col gap-3.5">
        <TokenInputs fields={fields} />
        {paste.failure && <ProblemNote failure={paste.failure} />}
        <Button type="submit" variant="primary" size="l" busy={paste.busy} className="self-start">
          {t(paste.busy ? 'paste.submitting' : 'paste.submit')}
        </Button>
      </Form>
    </Dialog>
  )
}
