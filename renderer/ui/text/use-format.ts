import { useTranslation } from 'react-i18next'
import type { Language } from '#contract/settings.ts'
import { formatCount, formatDay, formatMinute, formatTime } from './format.ts'

/** The formats that depend on the language on screen. */
export function useFormat(): {
  time(at: number): string
  /** The time of today, the date of any other day. */
  day(at: number): string
  /** To the minute; `now` where it is another clock's. */
  minute(at: number, now?: number): string
  count(value: number): string
} {
  const { i18n } = useTranslation()
  const language = i18n.language as Language
  return {
    minute: (at, now = Date.now()) => formatMinute(at, now, language),
    time: (at) => formatTime(at, Date.now(), language),
    day: (at) => formatDay(at, Date.now(), language),
    count: (value) => formatCount(value, language),
  }
}
