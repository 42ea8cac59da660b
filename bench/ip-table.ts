import type { Page } from 'playwright'
import { notBuilt, openPageSite } from './page-site.ts'
import type { Bench, Row } from './row.ts'

/** Typed character by character and taken back again, this often. */
const searches = ['101.', '2.5', '77.1', '19']
const rounds = 5

interface Measured {
  /** Ms from each key to the frame that shows what it found. */
  delays: number[]
  /** The longest task of over 50 ms, as the browser reports them; 0 when there was none. */
  longestTask: number
}

/** The console's table of 100,000 entries, as it is built and styled, beside a bare list of the same. */
export const ipTable: Bench = async () => {
  const delay = { measure: '100,000 IP entries: key to painted result, 95th percentile', unit: 'ms' }
  const task = { measure: '100,000 IP entries: longest task while typing and scrolling', unit: 'ms', limit: 50 }
  const site = await openPageSite('ip-table/page.tsx')
  if (!site) {
    return [
      { ...delay, note: notBuilt },
      { ...task, note: notBuilt },
    ]
  }
  try {
    const bare = await measure(await site.open('?bare'))
    const table = await measure(await site.open(''))
    return rows(delay, task, bare, table)
  } finally {
    await site.close()
  }
}

function rows(
  delay: Pick<Row, 'measure' | 'unit'>,
  task: Pick<Row, 'measure' | 'unit' | 'limit'>,
  bare: Measured,
  table: Measured,
): Row[] {
  const baseline = percentile95(bare.delays)
  return [
    { ...delay, value: percentile95(table.delays), baseline, limit: 1.3 * baseline },
    { ...task, value: table.longestTask, baseline: bare.longestTask },
  ]
}

async function measure(page: Page): Promise<Measured> {
  const box = page.getByRole('searchbox')
  const rows = page.locator('li')
  await rows.first().waitFor()
  await box.focus()
  await page.evaluate(watchKeys)
  for (let round = 0; round < rounds; round++) {
    for (const search of searches) {
      for (const key of [...search, ...[...search].map(() => 'Backspace')]) {
        await page.keyboard.press(key)
        await page.evaluate(() => window.measured?.settled)
      }
    }
  }
  await rows.first().hover()
  for (let turn = 0; turn < 40; turn++) await page.mouse.wheel(0, turn % 20 < 10 ? 900 : -700)
  const measured = await page.evaluate(() => ({
    delays: window.measured?.delays ?? [],
    longestTask: Math.max(0, ...(window.measured?.tasks ?? [])),
  }))
  await page.close()
  return measured
}

declare global {
  interface Window {
    measured?: { delays: number[]; tasks: number[]; settled: Promise<void> }
  }
}

/** Runs in the page. A key is answered in the first frame whose rows are of another list than before it. */
function watchKeys(): void {
  const measured = { delays: [] as number[], tasks: [] as number[], settled: Promise.resolve() }
  window.measured = measured
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) measured.tasks.push(duration)
  }).observe({ type: 'longtask' })
  const size = () => document.querySelector('li')?.getAttribute('aria-setsize')
  document.addEventListener(
    'keydown',
    ({ timeStamp }) => {
      const before = size()
      measured.settled = new Promise((resolve) => {
        const look = () => {
          if (size() === before) {
            requestAnimationFrame(look)
            return
          }
          // A message that is sent in a frame comes after it has been painted.
          const { port1, port2 } = new MessageChannel()
          port1.onmessage = () => {
            measured.delays.push(performance.now() - timeStamp)
            resolve()
          }
          port2.postMessage(undefined)
        }
        requestAnimationFrame(look)
      })
    },
    { capture: true },
  )
}

function percentile95(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN
}
