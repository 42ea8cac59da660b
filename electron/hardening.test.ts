import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const sources = globSync('**/*.ts', { cwd: import.meta.dirname })
  .filter((file) => !file.endsWith('.test.ts'))
  .map((file) => ({ file: file.replaceAll('\\', '/'), text: readFileSync(join(import.meta.dirname, file), 'utf8') }))
const filesWith = (pattern: RegExp) => sources.filter(({ text }) => pattern.test(text)).map(({ file }) => file)

test.each([
  'webSecurity',
  'allowRunningInsecureContent',
  'experimentalFeatures',
  'enableBlinkFeatures',
  'nodeIntegrationInSubFrames',
  'nodeIntegrationInWorker',
  'allowpopups',
  'file://',
])('%s is set nowhere', (name) => {
  expect(filesWith(new RegExp(name))).toEqual([])
})

test.each([
  ['the system opens links', /\.openExternal\(/, ['page-security/safe-open.ts']],
  ['windows are made', /new BrowserWindow\(/, ['window/window.ts']],
  ['the page is let in', /ipcMain\.(?:on|handle)/, ['ipc.ts']],
  ['the page gets anything', /exposeInMainWorld/, ['preload.ts']],
])('in one place only %s', (_, pattern, files) => {
  expect(filesWith(pattern)).toEqual(files)
})
