import { History, ShieldCheck, TriangleAlert } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '../../../contract/accounts.ts'
import { client } from '../../bridge/client.ts'
import { useCall } from '../../bridge/use-call.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog, DialogText } from '../../ui/dialog.tsx'
import { Icon, type IconType } from '../../ui/icon.tsx'
import { useFormat } from '../../ui/use-format.ts'
import { type AccountCall, type ClassicQuestion, useAccountCall } from './account-call.ts'

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

/** Two lives over one axis: the present one ends five minutes after the new one begins. */
function Lanes() {
  const { t } = useTranslation('token')
  const bar = 'flex h-5 items-center truncate rounded-1 px-2 text-micro font-strong'
  return (
    <div aria-hidden className="my-1 grid grid-cols-[84px_41fr_20fr_39fr] items-center gap-y-2.5 text-small">
      <span className="text-text-2">{t('classic.current')}</span>
      <span className={`${bar} bg-surface-3 text-text-2`}>{t('classic.currentLive')}</span>
      <span className={`${bar} border border-warn bg-warn-soft text-warn-text`}>{t('classic.overlap')}</span>
      <span className={`${bar} ml-0.5 border border-dashed border-border-control text-text-3`}>
        {t('classic.refused')}
      </span>
      <span className="text-text-2">{t('classic.next')}</span>
      <span />
      <span className={`${bar} col-span-2 border border-life-live bg-accent-soft text-accent-text`}>
        {t('classic.nextLive')}
      </span>
      <span className="col-start-3 -translate-x-1/2 justify-self-start text-micro whitespace-nowrap text-text-3">
        {t('classic.now')}
      </span>
      <span className="-translate-x-1/2 justify-self-start text-micro whitespace-nowrap text-text-3">
        {t('classic.later')}
      </span>
    </div>
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

function Point({ icon, children }: { icon: IconType; children: string }) {
  return (
    <li className="flex items-start gap-2.5 text-text-2">
      <Icon of={icon} className="mt-0.5 text-text-3" />
      {children}
    </li>
  )
}
