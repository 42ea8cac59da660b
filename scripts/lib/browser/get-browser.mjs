import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { cacheFolder, projectNode, root, toolScript } from '#scripts/lib/project.mjs'
import { bytesUnder, reasonIn, runWatched } from '#scripts/lib/run/watchdog.mjs'
import { fill, say, words } from '#scripts/lib/words.mjs'
import { browserCandidates, firstThatRuns } from './find-browser.mjs'

const DOWNLOAD_QUIET_MS = 30_000
/** Package scripts may think for longer than a download. */
const APT_QUIET_MS = 120_000

/**
 * A Chrome or Chromium for the tests: installed, else downloaded by Playwright, else (root on Debian) by apt.
 * @returns {Promise<{ path: string } | { command: string }>} `command`: what the person has to run
 */
export async function getBrowser() {
  const found = find()
  if (found) return { path: found }

  say(words.test.browserInstall)
  const why = await installByPlaywright()
  const downloaded = find()
  if (downloaded) return { path: downloaded }
  if (!isDebianRoot()) {
    return {
      command:
        process.platform === 'linux'
          ? 'npx playwright install --with-deps chromium'
          : 'npx playwright install chromium',
    }
  }

  say(words.test.browserApt, { why: why ?? 'libraries' })
  await apt(['update'])
  await apt(['install', '-y', '--no-install-recommends', 'chromium'])
  const installed = find()
  return installed ? { path: installed } : { command: 'apt-get update && apt-get install -y chromium' }
}

function find() {
  return firstThatRuns([...browserCandidates(process.env, process.platform), ...playwrightsOwn()])
}

function playwrightsOwn() {
  const { chromium } = createRequire(join(root, 'package.json'))('playwright')
  return [chromium.executablePath()]
}

/** @returns {Promise<string | undefined>} why it failed */
async function installByPlaywright() {
  const temporary = join(cacheFolder, 'browser-download')
  mkdirSync(temporary, { recursive: true })
  const script = toolScript('@playwright/test', 'playwright')
  const { kind, code, output } = await runWatched(projectNode(), [script, 'install', 'chromium'], {
    quietMs: DOWNLOAD_QUIET_MS,
    cwd: root,
    env: { ...process.env, TMPDIR: temporary, TEMP: temporary, TMP: temporary },
    progress: () => bytesUnder([temporary]),
    onOutput: (text) => process.stderr.write(text),
  })
  rmSync(temporary, { recursive: true, force: true })
  if (kind === 'ended' && code === 0) return undefined
  return kind === 'quiet'
    ? fill(words.quiet, { seconds: DOWNLOAD_QUIET_MS / 1000 })
    : (reasonIn(output) ?? fill(words.exitCode, { code: code ?? 'unknown' }))
}

function isDebianRoot() {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/etc/debian_version')
}

/** @param {string[]} args */
function apt(args) {
  return runWatched('apt-get', args, {
    quietMs: APT_QUIET_MS,
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    onOutput: (text) => process.stderr.write(text),
  })
}
