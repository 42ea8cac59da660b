import { notBuilt, openPageSite, type PageSite } from './page-site.ts'
import type { Bench } from './row.ts'

const bytes = 10_000_000
const rounds = 5

interface Shown {
  screen: number
  whole: number
  longestTask: number
}

/**
 * 10 MB of JSON in the raw view, from its bytes: re-indented, foldable, with its secrets marked. Beside it a bare
 * editor that is given the finished text.
 */
export const jsonView: Bench = async () => {
  const screen = { measure: '10 MB of JSON: from its bytes to the painted first screen', unit: 'ms' }
  const whole = { measure: '10 MB of JSON: from its bytes to all of the text, painted', unit: 'ms' }
  const task = { measure: '10 MB of JSON: longest task meanwhile', unit: 'ms' }
  const site = await openPageSite('json-view/page.tsx')
  if (!site) return [screen, whole, task].map((row) => ({ ...row, note: notBuilt }))
  try {
    const bare: Shown[] = []
    const console: Shown[] = []
    for (let round = 0; round < rounds; round++) {
      bare.push(await show(site, '?bare'))
      console.push(await show(site, ''))
    }
    const baseline = median(bare, 'screen')
    return [
      { ...screen, value: median(console, 'screen'), baseline, limit: 1.5 * baseline },
      { ...whole, value: median(console, 'whole'), baseline },
      { ...task, value: median(console, 'longestTask'), baseline: median(bare, 'longestTask') },
    ]
  } finally {
    await site.close()
  }
}

declare global {
  interface Window {
    /** Set by the page: shows `size` bytes of JSON and answers the ms to the first screen and to the whole text. */
    showJson?(size: number): Promise<{ screen: number; whole: number }>
  }
}

async function show(site: PageSite, query: string): Promise<Shown> {
  const page = await site.open(query)
  await page.waitForFunction(() => window.showJson !== undefined)
  const shown = await page.evaluate(async (size) => {
    let longestTask = 0
    // What making the bytes takes is not counted.
    const from = performance.now()
    const tasks: PerformanceEntry[] = []
    new PerformanceObserver((list) => void tasks.push(...list.getEntries())).observe({ type: 'longtask' })
    const times = await window.showJson?.(size)
    await new Promise((resolve) => setTimeout(resolve, 100))
    for (const { startTime, duration } of tasks) if (startTime > from) longestTask = Math.max(longestTask, duration)
    return { screen: Number.NaN, whole: Number.NaN, ...times, longestTask }
  }, bytes)
  await page.close()
  return shown
}

function median(all: Shown[], measure: keyof Shown): number {
  return all.map((shown) => shown[measure]).toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? Number.NaN
}
