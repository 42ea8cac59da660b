import { Gauge, ShieldAlert, Timer } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ForceView, TokenView } from '#contract/token.ts'
import { runAction } from '#renderer/actions/registry.ts'
import { client } from '#renderer/bridge/client.ts'
import type { Stamped } from '#renderer/bridge/stores.ts'
import { useStepsLeft } from '#renderer/model/clock/use-countdown.ts'
import { useCommand } from '#renderer/model/command.ts'
import type { ButtonProps } from '#renderer/ui/controls/button.tsx'
import { Note } from '#renderer/ui/layout/note.tsx'
import { ConfirmDialog } from '#renderer/ui/overlays/confirm-dialog.tsx'
import { Point } from '#renderer/ui/overlays/dialog.tsx'
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
  const [done, setDone] = useState(0)
  const force = useCommand((options) => client.token.fetch({ accountId, force: true, confirmed: true }, options))
  const press = async () => {
    if (await force.run()) setDone((before) => Math.min(DRILL_STEPS, before + 1))
  }
  const fetchInstead = () => {
    onClose()
    runAction('token.fetch')
  }
  const button = useForceButton({ value: view, receivedAt }, { again: done > 0, busy: force.busy, onPress: press })
  return (
    <ConfirmDialog
      title={t('force.title')}
      why={t('force.lead')}
      failure={force.failure}
      confirm={button}
      safe={done === 0 ? { children: t('force.safe'), onClick: fetchInstead } : undefined}
      cancel={t(done === 0 ? 'force.cancel' : 'force.close')}
      onClose={onClose}
    >
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
    </ConfirmDialog>
  )
}

/** Counts down to when WeChat accepts another one; used up, it says so. */
function useForceButton(
  { value: { usedToday, limit, waitMs }, receivedAt }: Stamped<ForceView>,
  { again, busy, onPress }: { again: boolean; busy: boolean; onPress(): Promise<void> },
): ButtonProps {
  const { t } = useTranslation('token')
  const seconds = useStepsLeft({ remainingMs: waitMs, receivedAt }, 1000)
  const waiting = seconds > 0 && !busy
  const usedUp = usedToday >= limit
  return {
    busy,
    ...((waiting || usedUp) && { 'aria-disabled': true }),
    onClick: () => !waiting && !usedUp && void onPress(),
    className: 'min-w-42 tabular-nums aria-disabled:bg-surface-2 aria-disabled:text-text-3',
    children: busy
      ? t('force.forcing')
      : usedUp
        ? t('force.usedUp', { limit })
        : waiting
          ? t('force.wait', { seconds })
          : t(again ? 'force.again' : 'force.anyway'),
  }
}
