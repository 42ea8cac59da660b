import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import babel from '@rolldown/plugin-babel'
import react, { reactCompilerPreset } from '@vitejs/plugin-react'
import { chromium, type Page } from 'playwright'
import { build } from 'vite'
import { findChromium, sandboxSwitches } from '#e2e/fixtures/programs.ts'

const site = 'http://bench.test/'
const stylesheets = join(import.meta.dirname, '../out/renderer/assets/*.css')

/** Parts of the console's page, built and styled as the product is, in a real browser. */
export interface PageSite {
  /** A fresh page; `query` as in `?bare`. */
  open(query: string): Promise<Page>
  close(): Promise<void>
}

export const notBuilt = 'not built: npm run build'

/** Builds a page of `bench/`; `undefined` where the product is not built, whose stylesheet it takes. */
export async function openPageSite(entry: string): Promise<PageSite | undefined> {
  const [stylesheet] = globSync(stylesheets)
  if (stylesheet === undefined) return undefined
  const outDir = mkdtempSync(join(tmpdir(), 'mp-console-bench-'))
  const executablePath = findChromium()
  const browser = await chromium.launch({ ...(executablePath && { executablePath }), args: [...sandboxSwitches] })
  const close = async () => {
    await browser.close()
    rmSync(outDir, { recursive: true, force: true })
  }
  try {
    await buildPage(join(import.meta.dirname, entry), outDir)
  } catch (error) {
    await close()
    throw error
  }
  const css = readFileSync(stylesheet, 'utf8')
  const html = `<!doctype html><html data-theme="light"><style>${css}</style><body><script type="module" src="/page.js"></script>`
  return {
    async open(query) {
      const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-US' })
      await page.route(`${site}**`, (route) => {
        const { pathname } = new URL(route.request().url())
        return pathname.endsWith('.js')
          ? route.fulfill({ contentType: 'text/javascript', path: join(outDir, pathname) })
          : route.fulfill({ contentType: 'text/html', body: html })
      })
      await page.goto(site + query)
      return page
    },
    close,
  }
}

async function buildPage(entry: string, outDir: string): Promise<void> {
  await build({
    configFile: false,
    logLevel: 'error',
    plugins: [react(), babel({ presets: [reactCompilerPreset()] })],
    build: {
      outDir,
      lib: { entry, formats: ['es'], fileName: () => 'page.js' },
      minify: true,
      target: 'esnext',
    },
    define: { 'process.env.NODE_ENV': '"production"' },
  })
}
