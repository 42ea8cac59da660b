import { History, ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { sourceNamed } from '#contract/pure/credentials/token-source.ts'
import { client } from '#renderer/bridge/client.ts'
import { type Command, type Question, useCommand, useCommandView } from '#renderer/model/command.ts'
import { ConfirmDialog } from '#renderer/ui/overlays/confirm-dialog.tsx'
import { Point } from '#renderer/ui/overlays/dialog.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import { Lanes } from './lanes.tsx'

/** Asks before a fetch invalidates a classic token. The way that harms nobody comes first. */
export function ClassicDialog({ account, command }: { account: AccountView; command: Command<[], unknown> }) {
  const { t } = useTranslation('token')
  const { question, run, confirm, dismiss } = useCommandView(command)
  const useStable = useCommand(async (options) => {
    await client.accounts.update({ id: account.id, tokenSource: sourceNamed('stable') }, options)
    void run()
  })
  return (
    <ConfirmDialog
      open={question !== undefined}
      title={t('classic.title')}
      why={t('classic.lead')}
      failure={useStable.failure}
      confirm={{ children: t('classic.anyway'), onClick: () => void confirm() }}
      safe={{ children: t('classic.useStable'), busy: useStable.busy, onClick: () => void useStable.run() }}
      cancel={t('classic.cancel')}
      onClose={dismiss}
    >
      <Lanes />
      {question?.code === 'confirm-classic' && <Knowledge question={question} />}
    </ConfirmDialog>
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
