import { expect, test } from 'vitest'
import { CLIPBOARD_CLEARED_AFTER_MS } from '#contract/pure/limits.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { createSecretClipboard } from './clipboard.ts'

function setup() {
  const clock = createFakeClock()
  const system = { text: '' }
  const clipboard = createSecretClipboard(
    {
      readText: async () => system.text,
      writeText: async (text) => {
        system.text = text
      },
    },
    clock,
  )
  return { clock, system, clipboard }
}

test('a secret leaves the clipboard after a minute', async () => {
  const { clock, system, clipboard } = setup()
  await clipboard.write('s3cret')
  await clock.advance(CLIPBOARD_CLEARED_AFTER_MS - 1)
  expect(system.text).toBe('s3cret')
  await clock.advance(1)
  expect(system.text).toBe('')
  expect(clock.pending()).toBe(0)
})

test('what was copied since stays', async () => {
  const { clock, system, clipboard } = setup()
  await clipboard.write('s3cret')
  system.text = 'a shopping list'
  await clock.advance(CLIPBOARD_CLEARED_AFTER_MS)
  expect(system.text).toBe('a shopping list')
})

test('the minute of a second secret begins with it', async () => {
  const { clock, system, clipboard } = setup()
  await clipboard.write('first')
  await clock.advance(CLIPBOARD_CLEARED_AFTER_MS - 1)
  await clipboard.write('second')
  await clock.advance(CLIPBOARD_CLEARED_AFTER_MS - 1)
  expect(system.text).toBe('second')
  await clock.advance(1)
  expect(system.text).toBe('')
})

test('quitting takes it off at once, and nothing else', async () => {
  const { clock, system, clipboard } = setup()
  await clipboard.write('s3cret')
  await clipboard.clear()
  expect(system.text).toBe('')
  expect(clock.pending()).toBe(0)
  system.text = 'a shopping list'
  await clipboard.clear()
  expect(system.text).toBe('a shopping list')
})

test('a clipboard that cannot be read is left alone', async () => {
  const clock = createFakeClock()
  const clipboard = createSecretClipboard(
    { readText: () => Promise.reject(new Error('no')), writeText: async () => {} },
    clock,
  )
  await clipboard.write('s3cret')
  await clock.advance(CLIPBOARD_CLEARED_AFTER_MS)
  await clipboard.write('s3cret')
  await clipboard.clear()
  expect(clock.pending()).toBe(0)
})
