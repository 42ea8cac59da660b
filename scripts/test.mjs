import { getBrowser } from './lib/browser/get-browser.mjs'
import { chooseElectron } from './lib/electron/electron-path.mjs'
import { isInstalled, putProjectNodeOnPath } from './lib/project.mjs'
import { runPlaywright, runStep, runVitest } from './lib/run/steps.mjs'
import { hasRun, lastLine, oneFailed, oneSkipped, sum } from './lib/run/summary.mjs'
import { fill, say, words } from './lib/words.mjs'

const texts = words.test

/** @returns {Promise<import('./lib/run/summary.mjs').Counts[]>} */
async function runAll() {
  const checks = [
    await runStep(texts.lint, '@biomejs/biome', 'biome', ['check', '.']),
    await runStep(texts.types, 'typescript', 'tsc', ['-b']),
    await runVitest(texts.unit, ['node', 'page']),
  ]
  const build = await runStep(texts.build, 'electron-vite', 'electron-vite', ['build'])
  if (build.failed > 0) {
    say(texts.e2eNoBuild)
    return [...checks, build]
  }
  return [...checks, build, await runVitest(texts.built, ['built']), ...(await endToEnd())]
}

/** @returns {Promise<import('./lib/run/summary.mjs').Counts[]>} */
async function endToEnd() {
  const browser = await getBrowser()
  if ('command' in browser) {
    say(texts.noBrowser, { command: browser.command })
    return [oneFailed]
  }
  const electron = chooseElectron(process.env, process.platform)
  const found = electron.kind === 'found'
  const { counts, report } = await runPlaywright(texts.e2e, found ? ['desktop', 'browser'] : ['browser'], {
    MP_CONSOLE_CHROMIUM: browser.path,
    ...(found && { MP_CONSOLE_ELECTRON: electron.path }),
  })
  if (found && report && hasRun(report, 'desktop')) return [counts]

  const reason = found ? texts.noDesktopTests : reasonWithout(electron)
  const wasGiven = found ? electron.given : electron.kind === 'missing'
  if (process.env.CI && wasGiven) {
    say(texts.desktopMustRun, { reason })
    return [counts, oneFailed]
  }
  say(texts.desktopSkipped, { reason })
  return [counts, oneSkipped]
}

/** @param {Exclude<import('./lib/electron/electron-path.mjs').ElectronChoice, { kind: 'found' }>} electron */
function reasonWithout(electron) {
  if (electron.kind === 'missing') return fill(words.noElectronAt, { path: electron.path })
  return electron.kind === 'no-display' ? words.noDisplay : texts.noElectron
}

putProjectNodeOnPath()
if (isInstalled()) {
  const counts = sum(await runAll())
  process.stdout.write(`${lastLine(counts)}\n`)
  process.exitCode = counts.failed > 0 ? 1 : 0
} else {
  say(words.notInstalled)
  process.exitCode = 1
}
