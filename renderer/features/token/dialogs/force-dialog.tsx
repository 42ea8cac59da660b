import { Gauge, ShieldAlert, Timer, TriangleAlert } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ForceView, TokenView } from '#contract/token.ts'
import { client } from '#renderer/bridge/client.ts'
import type { Stamped } from '#renderer/bridge/stores.ts'
import { tokenFetch } from '#renderer/features/token/fetch/token-fetch.ts'
import { useStepsLeft } from '#renderer/model/clock/use-countdown.ts'
import { useCommand } from '#renderer/model/command.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog, DialogText, Point } from '#renderer/ui/dialog.tsx'
import { Icon } from '#renderer/ui/icon.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { ProblemNote } from '#renderer/ui/problem-note.tsx'
import { Lanes } from './lanes.tsx'

/** Replacing a leaked token takes two. */
const DRILL_STEPS = 2

/**
 * Asks before a stable token is replaced early, and stays for the second refresh that a leaked one needs. The way
 * that harms nobody comes first.
 */
export function ForceDialog({
  value: { accountId },
  receivedAt,
  force: view,
  onClose,
}: Stamped<TokenView> & { force: ForceView; onClose(): void }) {
  const { t } = useTranslation('token')
  const safe = useRef<HTMLButtonElement>(null)
  const [done, setDone] = useState(0)
  const force = useCommand((options) => client.token.fetch({ accountId, force: true, confirmed: true }, options))
  const press = async () => {
    if (await force.run()) setDone((before) => Math.min(DRILL_STEPS, before + 1))
  }
  const fetchInstead = () => {
    void tokenFetch(accountId).run()
    onClose()
  }
  return (
    <Dialog
      open
      onClose={onClose}
      initialFocus={safe}
      icon={<Icon of={TriangleAlert} size="l" className="text-warn" />}
      title={t('force.title')}
      footer={
        <>
          <Button variant="plain" size="l" className="mr-auto -ml-3.5" onClick={onClose}>
            {t(done === 0 ? 'force.cancel' : 'force.close')}
          </Button>
          <ForceButton view={view} receivedAt={receivedAt} again={done > 0} busy={force.busy} onPress={press} />
          {done === 0 && (
            <Button variant="primary" size="l" ref={safe} onClick={fetchInstead}>
              {t('force.safe')}
            </Button>
          )}
        </>
      }
    >
      <DialogText>{t('force.lead')}</DialogText>
      <Lanes />
      <ul className="grid gap-2">
        <Point icon={Gauge}>{t('force.used', { used: view.usedToday, limit: view.limit })}</Point>
        <Point icon={Timer}>{t('force.spacing')}</Point>
        <Point icon={ShieldAlert}>{t('force.leak')}</Point>
      </ul>
      <div aria-live="polite" className="empty:hidden">
        {done > 0 && (
          <Note tone="info">
            <b className="font-strong text-text">{t(done === 1 ? 'force.first' : 'force.second')}</b>{' '}
            {t(done === 1 ? 'force.firstThen' : 'force.secondThen')}
          </Note>
        )}
      </div>
      {force.failure && <ProblemNote failure={force.failure} />}
    </Dialog>
  )
}

/** Counts down to when WeChat would listen again; used up, it says so. */
function ForceButton({
  view,
  receivedAt,
  again,
  busy,
  onPress,
}: {
  view: ForceView
  receivedAt: number
  again: boolean
  busy: boolean
  onPress(): Promise<void>
}) {
  const { t } = useTranslation('token')
  const { usedToday, limit, waitMs } = view
  const seconds = useStepsLeft({ remainingMs: waitMs, receivedAt }, 1000)
  const waiting = seconds > 0 && !busy
  const usedUp = usedToday >= limit
  return (
    <Button
      variant="danger"
      size="l"
      busy={busy}
      {...((waiting || usedUp) && { 'aria-disabled': true })}
      onClick={() => !waiting && !usedUp && void onPress()}
      className="min-w-42 tabular-nums aria-disabled:bg-surface-2 aria-disabled:text-text-3"
    >
      {busy
        ? t('force.forcing')
        : usedUp
          ? t('force.usedUp', { limit })
          : waiting
            ? t('force.wait', { seconds })
            : t(again ? 'force.again' : 'force.anyway')}
    </Button>
  )
}
