import type { Language } from '#contract/settings.ts'

/** Day before month in English too: 23 Nov reads one way everywhere, 11/23 does not. */
const locales: Record<Language, string> = { 'zh-CN': 'zh-CN', en: 'en-GB' }

/** Made once, since a list formats a date per row. */
const datesIn = (language: Language) => ({
  thisYear: new Intl.DateTimeFormat(locales[language], { day: 'numeric', month: 'short' }),
  otherYear: new Intl.DateTimeFormat(locales[language], { day: 'numeric', month: 'short', year: 'numeric' }),
})
const dates = { 'zh-CN': datesIn('zh-CN'), en: datesIn('en') }

const pad = (value: number) => String(value).padStart(2, '0')

/** `h:mm:ss`. Rounded up, so that 0:00:00 stands exactly when nothing is left. */
export function formatCountdown(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000))
  return `${Math.floor(seconds / 3600)}:${pad(Math.floor(seconds / 60) % 60)}:${pad(seconds % 60)}`
}

/** `14:08:37`; with the date in front when `at` is on another day than `now`. */
export function formatTime(at: number, now: number, language: Language): string {
  const date = new Date(at)
  const time = `${pad(date.getHours())}:${pad(date.getMinutes())}:${pad(date.getSeconds())}`
  const today = new Date(now)
  if (date.toDateString() === today.toDateString()) return time
  return `${formatDate(date, today, language)} ${time}`
}

/** `14:08:37` on the day of `now`, else the date alone. */
export function formatDay(at: number, now: number, language: Language): string {
  const [date, today] = [new Date(at), new Date(now)]
  return date.toDateString() === today.toDateString()
    ? formatTime(at, now, language)
    : formatDate(date, today, language)
}

function formatDate(date: Date, today: Date, language: Language): string {
  return dates[language][date.getFullYear() === today.getFullYear() ? 'thisYear' : 'otherYear'].format(date)
}

/** `14:08`; as {@link formatTime}, without the seconds. */
export function formatMinute(at: number, now: number, language: Language): string {
  return formatTime(at, now, language).replace(/:\d\d$/, '')
}

/** `64 ms`, `1.24 s`, `12.5 s`. */
export function formatDuration(ms: number): string {
  if (ms > 0 && ms < 0.5) return '<1 ms'
  if (Math.round(ms) < 1000) return `${Math.round(ms)} ms`
  return `${(ms / 1000).toFixed(ms < 9995 ? 2 : 1)} s`
}

/** `0.4 s`: for a time that is still running. */
export function formatElapsed(ms: number): string {
  return `${(Math.floor(Math.max(0, ms) / 100) / 10).toFixed(1)} s`
}

const KIB = 1024

/** `712 B`, `1.2 KiB`, `4.0 MiB`. */
export function formatSize(bytes: number): string {
  if (bytes < KIB) return `${bytes} B`
  const kib = bytes / KIB
  return kib < KIB - 0.05 ? `${kib.toFixed(1)} KiB` : `${(kib / KIB).toFixed(1)} MiB`
}

/** Made once: a list formats a number per row. */
const counts: Record<Language, Intl.NumberFormat> = {
  'zh-CN': new Intl.NumberFormat(locales['zh-CN']),
  en: new Intl.NumberFormat(locales.en),
}

/** `3,714`. */
export function formatCount(value: number, language: Language): string {
  return counts[language].format(value)
}
