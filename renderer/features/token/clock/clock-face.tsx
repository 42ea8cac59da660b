import { clsx } from 'clsx'
import { KeyRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { TokenView } from '#contract/token.ts'
import type { Reading } from '#renderer/model/clock/countdown.ts'
import { useStepsLeft, useStepsSince } from '#renderer/model/clock/use-countdown.ts'
import { isAlive } from '#renderer/model/token-state.ts'
import { Pill } from '#renderer/ui/controls/pill.tsx'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { formatCountdown, formatElapsed } from '#renderer/ui/text/format.ts'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import type { ShownToken } from './shown-token.ts'
import { statusIcons } from './status.ts'

type Face = ShownToken & { lost: boolean }

/** What stands in the middle of the dial. */
export function ClockFace(face: Face) {
  const { state, status } = face
  const { t } = useTranslation('token')
  return (
    <div className="absolute inset-0 flex flex-col items-center justify-center gap-1 pt-1 wide:gap-1.5">
      <Middle {...face} />
      <Pill icon={statusIcons[status]}>
        {status === 'sandbox' && isAlive(state)
          ? t(`sandboxState.${state}`)
          : t(`state.${status === 'sandbox' ? state : status}`)}
      </Pill>
    </div>
  )
}

/** Nobody knows how long; the places of the digits stay. */
const NO_DIGITS = '-:--:--'

function Middle({ view, receivedAt, state, status, lost }: Face) {
  const { t } = useTranslation('token')
  const { time } = useFormat()
  if (status === 'fetching') {
    return (
      <>
        <Caption>{t('clock.elapsed')}</Caption>
        <Elapsed forMs={view.fetchingForMs ?? 0} receivedAt={receivedAt} />
      </>
    )
  }
  if (state === 'none') {
    return (
      <>
        <Icon of={KeyRound} size="l" className="text-text-2" />
        <Caption>{t('clock.lifetime')}</Caption>
      </>
    )
  }
  if (state === 'unverified' || !view.life) {
    return (
      <>
        <Caption>{t(endIsSaid(view) ? 'clock.noEnd' : 'clock.unknown')}</Caption>
        <Digits text={NO_DIGITS} look="stopped" />
      </>
    )
  }
  if (view.state === 'superseded') {
    return (
      <>
        <Caption>{t('clock.refused', { time: time(view.refused.at) })}</Caption>
        <Digits text={formatCountdown(view.refused.remainingMs)} look="struck" />
      </>
    )
  }
  if (state === 'expired') {
    return (
      <>
        <Caption>{t('clock.ended', { time: time(view.life.expiresAt) })}</Caption>
        <Digits text={formatCountdown(0)} look="stopped" />
      </>
    )
  }
  return (
    <>
      <Caption>{lost ? t('lost') : t('clock.left')}</Caption>
      <Countdown remainingMs={view.life.remainingMs} receivedAt={receivedAt} lost={lost} />
    </>
  )
}

/** Whether the missing end is the only thing to say; not where the host's clock is behind, which has a reason of its own. */
const endIsSaid = (view: TokenView) => !view.life && !(view.state === 'unverified' && view.reason === 'clock-behind')

/** The narrow dial has no room for it; the sentence beside says the same. */
function Caption({ children }: { children: ReactNode }) {
  return <span className="hidden text-small text-text-3 wide:block">{children}</span>
}

/** The only thing on the page that changes every second. */
function Countdown({ remainingMs, receivedAt, lost }: Reading & { lost: boolean }) {
  const seconds = useStepsLeft({ remainingMs, receivedAt }, 1000)
  return <Digits text={formatCountdown(seconds * 1000)} look={lost ? 'stopped' : 'running'} />
}

const TENTH_MS = 100

function Elapsed({ forMs, receivedAt }: { forMs: number; receivedAt: number }) {
  return <Digits text={formatElapsed(useStepsSince(receivedAt, TENTH_MS, forMs) * TENTH_MS)} look="waiting" />
}

const looks = {
  running: 'text-text',
  waiting: 'text-text-2',
  stopped: 'text-text-3',
  struck: 'text-text-3 line-through decoration-life-expired decoration-2',
}

function Digits({ text, look }: { text: string; look: keyof typeof looks }) {
  const { t } = useTranslation('token')
  return (
    <span
      role="timer"
      aria-live="off"
      aria-label={look === 'waiting' ? t('clock.elapsed') : t('clock.timer')}
      className={clsx(
        'text-clock-s font-clock tracking-clock whitespace-nowrap tabular-nums wide:text-clock',
        looks[look],
      )}
    >
      {text}
    </span>
  )
}
