import { History, ShieldCheck, TriangleAlert } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { client } from '#renderer/bridge/client.ts'
import { useCall } from '#renderer/bridge/use-call.ts'
import { type AccountCall, type ClassicQuestion, useAccountCall } from '#renderer/model/account-call.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog, DialogText } from '#renderer/ui/dialog.tsx'
import { Icon } from '#renderer/ui/icon.tsx'
import { Point } from '#renderer/ui/point.tsx'
import { useFormat } from '#renderer/ui/use-format.ts'
import { Lanes } from './lanes.tsx'

/** Asks before `call` retires a classic token. The way that harms nobody comes first. */
export function ClassicDialog({ account, call }: { account: AccountView; call: AccountCall }) {
  const { t } = useTranslation('token')
  const { question } = useAccountCall(call, account.id)
  const safe = useRef<HTMLButtonElement>(null)
  const useStable = useCall(async (options) => {
    await client.accounts.update({ id: account.id, family: 'stable' }, options)
    void call.run(account.id)
  })
  return (
    <Dialog
      open={question !== undefined}
      onClose={() => call.dismiss(account.id)}
      initialFocus={safe}
      icon={<Icon of={TriangleAlert} size="l" className="text-warn" />}
      title={t('classic.title')}
      footer={
        <>
          <Button variant="plain" size="l" className="mr-auto -ml-3.5" onClick={() => call.dismiss(account.id)}>
            {t('classic.cancel')}
          </Button>
          <Button variant="danger" size="l" onClick={() => void call.run(account.id, { confirmed: true })}>
            {t('classic.anyway')}
          </Button>
          <Button variant="primary" size="l" ref={safe} busy={useStable.busy} onClick={() => void useStable.run()}>
            {t('classic.useStable')}
          </Button>
        </>
      }
    >
      <DialogText>{t('classic.lead')}</DialogText>
      <Lanes />
      {question && <Knowledge question={question} />}
    </Dialog>
  )
}

function Knowledge({ question }: { question: ClassicQuestion }) {
  const { t } = useTranslation('token')
  const { time } = useFormat()
  return (
    <ul className="grid gap-2">
      <Point icon={History}>
        {question.liveSince === undefined ? t('classic.unseen') : t('classic.seen', { time: time(question.liveSince) })}
      </Point>
      <Point icon={ShieldCheck}>{t('classic.apart')}</Point>
    </ul>
  )
}
