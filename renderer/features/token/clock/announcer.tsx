import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Reading } from '#renderer/model/clock/countdown.ts'
import { useStepsLeft } from '#renderer/model/clock/use-countdown.ts'
import type { Life } from './life.ts'

const MINUTE_MS = 60_000
/** Minutes left that are worth interrupting for. */
const spokenMinutes = [30, 10, 5, 1]

/** Speaks when the state changes and when little is left; silent in between. */
export function Announcer({ life, reading }: { life: Life; reading: Reading }) {
  const { t } = useTranslation('token')
  const minutes = useStepsLeft(reading, MINUTE_MS)
  const [said, setSaid] = useState({ life, minutes, text: '' })
  if (said.life !== life) {
    setSaid({ life, minutes, text: t(`announce.${life === 'sandbox' ? 'live' : life}`) })
  } else if (said.minutes !== minutes) {
    const text = spokenMinutes.includes(minutes) ? t('announce.minutes', { count: minutes }) : said.text
    setSaid({ life, minutes, text })
  }
  return (
    <div aria-live="polite" className="sr-only">
      {said.text}
    </div>
  )
}
