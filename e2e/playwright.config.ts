import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from '@playwright/test'
import type { ConsoleOptions } from './fixtures/app.ts'
import { findChromium, findElectron, projectRoot, sandboxSwitches } from './fixtures/programs.ts'

if (!existsSync(join(projectRoot, 'out/main/webhost.js'))) throw new Error('Nothing is built yet: npm run build')

const electron = findElectron()
if ('missing' in electron && process.env.TEST_WORKER_INDEX === undefined) {
  console.log(`desktop: skipped, ${electron.missing}`)
}
const chromium = findChromium()

export default defineConfig<ConsoleOptions>({
  testDir: '.',
  outputDir: '../test-results/e2e',
  // Each test starts a host of its own; more than two at once only wait for each other.
  workers: 2,
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    locale: 'en-US',
    colorScheme: 'light',
    launchOptions: {
      ...(chromium && { executablePath: chromium }),
      // The page is all it is to load: no component updates, no safe-browsing lists.
      args: [...sandboxSwitches, '--disable-background-networking', '--disable-component-update'],
    },
  },
  projects: [
    { name: 'desktop', use: { host: 'desktop' }, grepInvert: /@browser/ },
    { name: 'browser', use: { host: 'browser' }, grepInvert: /@desktop/ },
  ],
})
