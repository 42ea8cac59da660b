import { ScanSearch } from 'lucide-react'
import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import type { TokenView } from '#contract/token.ts'
import { client } from '#renderer/bridge/client.ts'
import { useCommand } from '#renderer/model/command.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { Field, TextArea } from '#renderer/ui/field.tsx'
import { Icon } from '#renderer/ui/icon.tsx'
import { ProblemNote } from '#renderer/ui/problem-note.tsx'
import { Segmented } from '#renderer/ui/segmented.tsx'
import { SkeletonRows } from '#renderer/ui/skeleton.tsx'
import { Findings } from './findings.tsx'

type Which = 'held' | 'other'

/**
 * What became of a token: the held one, or any that is pasted. WeChat is asked only when the person says so. The
 * pasted text stays in its field.
 */
export function DetectiveDialog({
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
      title={t('detective.title')}
    >
      {held && (
        <Segmented<Which>
          label={t('detective.which')}
          value={which}
          onChange={setWhich}
          className="self-start"
          options={[
            { value: 'held', label: t('detective.held') },
            { value: 'other', label: t('detective.other') },
          ]}
        />
      )}
      {which === 'held' ? <HeldToken account={account} /> : <OtherToken account={account} />}
    </Dialog>
  )
}

function useDetect(account: AccountView) {
  return useCommand(
    (options, question: { probe: boolean; token?: string }) =>
      client.token.detect({ accountId: account.id, ...question }, options),
    { whileBusy: 'replace' },
  )
}

function HeldToken({ account }: { account: AccountView }) {
  const detect = useDetect(account)
  const start = useEffectEvent(() => void detect.run({ probe: false }))
  useEffect(() => start(), [])
  return (
    <>
      {detect.value ? (
        <Findings detection={detect.value} />
      ) : (
        !detect.failure && <SkeletonRows widths={[48, 62, 55, 40]} />
      )}
      {detect.failure && <ProblemNote failure={detect.failure} />}
      <AskWechat busy={detect.busy} onPress={() => void detect.run({ probe: true })} />
    </>
  )
}

function OtherToken({ account }: { account: AccountView }) {
  const { t } = useTranslation('token')
  const field = useRef<HTMLTextAreaElement>(null)
  const detect = useDetect(account)
  const examine = (probe: boolean) => {
    const token = field.current?.value ?? ''
    if (token.trim() === '') return field.current?.focus()
    void detect.run({ token, probe })
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    examine(false)
  }
  return (
    <>
      <form onSubmit={submit} className="flex flex-col items-start gap-2.5">
        <Field label={t('detective.otherLabel')} note={t('detective.otherNote')} className="w-full">
          <TextArea ref={field} className="h-21" />
        </Field>
        <Button type="submit" busy={detect.busy}>
          {t(detect.busy ? 'detective.checking' : 'detective.check')}
        </Button>
      </form>
      {detect.value && <Findings detection={detect.value} />}
      {detect.failure && <ProblemNote failure={detect.failure} />}
      {detect.value && <AskWechat busy={detect.busy} onPress={() => examine(true)} />}
    </>
  )
}

function AskWechat({ busy, onPress }: { busy: boolean; onPress(): void }) {
  const { t } = useTranslation('token')
  return (
    <div className="flex items-center gap-3 border-t border-border pt-4">
      <Button busy={busy} onClick={onPress}>
        {t('detective.ask')}
      </Button>
      <span className="text-small text-text-3">{t('detective.askWhy')}</span>
    </div>
  )
}
