import { ScanSearch } from 'lucide-react'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import type { TokenView } from '#contract/token.ts'
import { client } from '#renderer/bridge/client.ts'
import { useCommand } from '#renderer/model/command.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { Field, TextArea } from '#renderer/ui/controls/field.tsx'
import { Form } from '#renderer/ui/controls/form.tsx'
import { Segmented } from '#renderer/ui/controls/segmented.tsx'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { SkeletonRows } from '#renderer/ui/layout/skeleton.tsx'
import { Dialog } from '#renderer/ui/overlays/dialog.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { Findings } from './findings.tsx'

type Which = 'held' | 'other'

/**
 * What became of a token: the held one, or any that is pasted. WeChat is asked only when the person says so. The
 * pasted text stays in its field.
 */
export function DiagnosisDialog({
  account,
  view,
  onClose,
}: {
  account: AccountView
  view: TokenView
  onClose(): void
}) {
  const { t } = useTranslation('token')
  const held = view.state !== 'none'
  const [which, setWhich] = useState<Which>(held ? 'held' : 'other')
  return (
    <Dialog
      open
      holdsInput
      onClose={onClose}
      icon={<Icon of={ScanSearch} size="l" className="text-text-2" />}
      title={t('diagnosis.title')}
    >
      {held && (
        <Segmented<Which>
          label={t('diagnosis.which')}
          value={which}
          onChange={setWhich}
          className="self-start"
          options={[
            { value: 'held', label: t('diagnosis.held') },
            { value: 'other', label: t('diagnosis.other') },
          ]}
        />
      )}
      {which === 'held' ? <HeldToken account={account} /> : <OtherToken account={account} />}
    </Dialog>
  )
}

function useDiagnosis(account: AccountView) {
  return useCommand(
    (options, question: { probe: boolean; token?: string }) =>
      client.token.diagnose({ accountId: account.id, ...question }, options),
    { whileBusy: 'replace' },
  )
}

function HeldToken({ account }: { account: AccountView }) {
  const diagnose = useDiagnosis(account)
  const start = useEffectEvent(() => void diagnose.run({ probe: false }))
  useEffect(() => start(), [])
  return (
    <>
      {diagnose.value ? (
        <Findings diagnosis={diagnose.value} />
      ) : (
        !diagnose.failure && <SkeletonRows widths={[48, 62, 55, 40]} />
      )}
      {diagnose.failure && <ProblemNote failure={diagnose.failure} />}
      <AskWechat busy={diagnose.busy} onPress={() => void diagnose.run({ probe: true })} />
    </>
  )
}

function OtherToken({ account }: { account: AccountView }) {
  const { t } = useTranslation('token')
  const field = useRef<HTMLTextAreaElement>(null)
  const diagnose = useDiagnosis(account)
  const examine = (probe: boolean) => {
    const token = field.current?.value ?? ''
    if (token.trim() === '') return field.current?.focus()
    void diagnose.run({ token, probe })
  }
  return (
    <>
      <Form onSubmit={() => examine(false)} className="flex flex-col items-start gap-2.5">
        <Field label={t('diagnosis.otherLabel')} note={t('diagnosis.otherNote')} className="w-full">
          <TextArea ref={field} className="h-21" />
        </Field>
        <Button type="submit" busy={diagnose.busy}>
          {t(diagnose.busy ? 'diagnosis.checking' : 'diagnosis.check')}
        </Button>
      </Form>
      {diagnose.value && <Findings diagnosis={diagnose.value} />}
      {diagnose.failure && <ProblemNote failure={diagnose.failure} />}
      {diagnose.value && <AskWechat busy={diagnose.busy} onPress={() => examine(true)} />}
    </>
  )
}

function AskWechat({ busy, onPress }: { busy: boolean; onPress(): void }) {
  const { t } = useTranslation('token')
  return (
    <div className="flex items-center gap-3 border-t border-border pt-4">
      <Button busy={busy} onClick={onPress}>
        {t('diagnosis.ask')}
      </Button>
      <span className="text-small text-text-3">{t('diagnosis.askWhy')}</span>
    </div>
  )
}
