import { History, ShieldCheck, TriangleAlert } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { client } from '#renderer/bridge/client.ts'
import { type Command, type Question, useCommand, useCommandView } from '#renderer/model/command.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog, DialogText, Point } from '#renderer/ui/dialog.tsx'
import { Icon } from '#renderer/ui/icon.tsx'
import { useFormat } from '#renderer/ui/use-format.ts'
import { Lanes } from './lanes.tsx'

/** Asks before a fetch retires a classic token. The way that harms nobody comes first. */
export function ClassicDialog({ account, command }: { account: AccountView; command: Command<[], unknown> }) {
  const { t } = useTranslation('token')
  const { question, run, confirm, dismiss } = useCommandView(command)
  const safe = useRef<HTMLButtonElement>(null)
  const useStable = useCommand(async (options) => {
    await client.accounts.update({ id: account.id, family: 'stable' }, options)
    void run()
  })
  return (
    <Dialog
      open={question !== undefined}
      onClose={dismiss}
      initialFocus={safe}
      icon={<Icon of={TriangleAlert} size="l" className="text-warn" />}
      title={t('classic.title')}
      footer={
        <>
          <Button variant="plain" size="l" className="mr-auto -ml-3.5" onClick={dismiss}>
            {t('classic.cancel')}
          </Button>
          <Button variant="danger" size="l" onClick={() => void confirm()}>
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
      {question?.code === 'confirm-classic' && <Knowledge question={question} />}
    </Dialog>
  )
}

function Knowledge({ question }: { question: Extract<Question, { code: 'confirm-classic' }> }) {
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
