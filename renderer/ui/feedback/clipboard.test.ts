import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { CLIPBOARD_CLEARED_AFTER_MS } from '#contract/pure/limits.ts'
import { writeSecret } from './clipboard.ts'

const system = { text: '' }
let permission: () => Promise<{ state: string }>

beforeEach(() => {
  vi.useFakeTimers()
  permission = async () => ({ state: 'granted' })
  system.text = ''
  vi.stubGlobal('navigator', {
    clipboard: {
      readText: async () => system.text,
      writeText: async (text: string) => {
        system.text = text
      },
    },
    permissions: { query: () => permission() },
  })
  vi.spyOn(document, 'hasFocus').mockReturnValue(true)
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
  vi.restoreAllMocks()
})

test('a secret leaves the clipboard after a minute, unless something else was copied since', async () => {
  expect(await writeSecret('s3cret')).toBe('cleared-later')
  await vi.advanceTimersByTimeAsync(CLIPBOARD_CLEARED_AFTER_MS - 1)
  expect(system.text).toBe('s3cret')
  await vi.advanceTimersByTimeAsync(1)
  expect(system.text).toBe('')

  await writeSecret('s3cret')
  system.text = 'a shopping list'
  await vi.advanceTimersByTimeAsync(CLIPBOARD_CLEARED_AFTER_MS)
  expect(system.text).toBe('a shopping list')
})

test('a page in the background waits until it is in front', async () => {
  vi.spyOn(document, 'hasFocus').mockReturnValue(false)
  await writeSecret('s3cret')
  await vi.advanceTimersByTimeAsync(CLIPBOARD_CLEARED_AFTER_MS)
  expect(system.text).toBe('s3cret')
  window.dispatchEvent(new Event('focus'))
  await vi.advanceTimersByTimeAsync(0)
  expect(system.text).toBe('')
})

test.each<[string, () => Promise<{ state: string }>]>([
  ['would have to be asked', async () => ({ state: 'prompt' })],
  ['does not know of it', () => Promise.reject(new TypeError('clipboard-read'))],
])('where the browser %s, the secret stays, and that is said', async (_name, query) => {
  permission = query
  expect(await writeSecret('s3cret')).toBe('kept')
  await vi.advanceTimersByTimeAsync(CLIPBOARD_CLEARED_AFTER_MS)
  expect(system.text).toBe('s3cret')
})

test('a browser that refuses the clipboard', async () => {
  navigator.clipboard.writeText = () => Promise.reject(new Error('no'))
  expect(await writeSecret('s3cret')).toBe('refused')
})
