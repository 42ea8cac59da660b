import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import babel from '@rolldown/plugin-babel'
import react, { reactCompilerPreset } from '@vitejs/plugin-react'
import { chromium, type Page } from 'playwright'
import { build } from 'vite'
import { findChromium, sandboxSwitches } from '../e2e/fixtures/programs.ts'
import type { Bench, Row } from './row.ts'

const site = 'http://bench.test/'
const stylesheets = join(import.meta.dirname, '../out/renderer/assets/*.css')
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
  const [stylesheet] = globSync(stylesheets)
  if (stylesheet === undefined) {
    const note = 'not built: npm run build'
    return [
      { ...delay, note },
      { ...task, note },
    ]
  }
  const outDir = mkdtempSync(join(tmpdir(), 'mp-console-bench-'))
  const executablePath = findChromium()
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: [...sandboxSwitches] })
  try {
    await buildPage(outDir)
    const files = {
      html: html(readFileSync(stylesheet, 'utf8')),
      script: readFileSync(join(outDir, 'page.js'), 'utf8'),
    }
    const open = async (query: string) => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-US' })
      await page.route(`${site}**`, (route) =>
        route.request().url().endsWith('.js')
          ? route.fulfill({ contentType: 'text/javascript', body: files.script })
          : route.fulfill({ contentType: 'text/html', body: files.html }),
      )
      await page.goto(site + query)
      return page
    }
    const bare = await measure(await open('?bare'))
    const table = await measure(await open(''))
    return rows(delay, task, bare, table)
  } finally {
    await browser.close()
    rmSync(outDir, { recursive: true, force: true })
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

async function buildPage(outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    plugins: [react(), babel({ presets: [reactCompilerPreset()] })],
    build: {
      outDir,
      lib: { entry: join(import.meta.dirname, 'ip-table/page.tsx'), formats: ['es'], fileName: () => 'page.js' },
      minify: true,
      target: 'esnext',
    },
    define: { 'process.env.NODE_ENV': '"production"' },
  })
}

function html(css: string): string {
  return `<!doctype html><html data-theme="light"><style>${css}</style><body><script type="module" src="/page.js"></script>`
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
