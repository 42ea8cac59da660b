import { expect, test } from 'vitest'
import { chosenWith } from '#electron/testing/chosen.ts'
import { texts } from '#i18n/index.ts'
import { trayMenu } from './tray-menu.ts'
import { trayStatus } from './tray-status.ts'

const minute = 60_000

test.each([
  [7_200_000, '2 h 0 min', '2 小时 0 分钟'],
  [7_199_999, '1 h 59 min', '1 小时 59 分钟'],
  [60 * minute, '1 h 0 min', '1 小时 0 分钟'],
  [60 * minute - 1, '59 min', '59 分钟'],
  [minute, '1 min', '1 分钟'],
  [minute - 1, 'under 1 min', '不到 1 分钟'],
])('%i ms left are never shown as more', (remainingMs, en, zh) => {
  const chosen = chosenWith({ state: 'live', remainingMs })
  expect(trayStatus(chosen, texts.en).text).toBe(`Test: Live, ${en} left`)
  expect(trayStatus(chosen, texts['zh-CN']).text).toBe(`Test：有效，还剩 ${zh}`)
})

test.each([
  [{ label: 'Shop' }, 'Shop'],
  [{ label: 'Shop \u202etset' }, 'Shop [U+202E]tset'],
  [{ label: '' }, 'wx0123456789abcdef'],
  [{ label: '', origin: { kind: 'sandbox' } }, 'Sandbox'],
] as const)('an account of %j is called %s', (account, name) => {
  expect(trayStatus(chosenWith({ state: 'expired' }, account), texts.en)).toEqual({ text: `${name}: Expired` })
})

test.each(['live', 'expiring'] as const)('a %s token without a known end counts nothing down', (state) => {
  expect(trayStatus(chosenWith({ state }), texts.en)).not.toHaveProperty('nextInMs')
})

test('the menu begins with the line, whatever a label holds', () => {
  const commands = { show() {}, fetchToken() {}, quit() {} }
  const [status, ...others] = trayMenu('A & B: Live', texts.en, commands)
  expect(status).toEqual({ id: 'status', label: 'A && B: Live', enabled: false })
  expect(others.flatMap(({ label, click }) => (label ? [[label, click]] : []))).toEqual([
    ['Show MP Console', commands.show],
    ['Fetch token', commands.fetchToken],
    ['Quit MP Console', commands.quit],
  ])
})
