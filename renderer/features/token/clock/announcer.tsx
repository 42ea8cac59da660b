import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reading } from '#renderer/model/clock/countdown.ts'
import { useStepsLeft } from '#renderer/model/clock/use-countdown.ts'
import type { TokenStatus } from './status.ts'

const MINUTE_MS = 60_000
/** Minutes left that are worth interrupting for. */
const spokenMinutes = [30, 10, 5, 1]

/** Speaks when the state changes and when little is left; silent in between. */
export function Announcer({ status, reading }: { status: TokenStatus; reading: Reading }) {
  const { t } = useTranslation('token')
  const minutes = useStepsLeft(reading, MINUTE_MS)
  const [said, setSaid] = useState({ status, minutes, text: '' })
  if (said.status !== status) {
    setSaid({ status, minutes, text: t(`announce.${status === 'sandbox' ? 'live' : status}`) })
  } else if (said.minutes !== minutes) {
    const text = spokenMinutes.includes(minutes) ? t('announce.minutes', { count: minutes }) : said.text
    setSaid({ status, minutes, text })
  }
  return (
    <div aria-live="polite" className="sr-only">
      {said.text}
    </div>
  )
}
