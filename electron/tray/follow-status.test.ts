import { expect, test, vi } from 'vitest'
import type { ChosenAccount } from '#core/page-stream/chosen-account.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { createMessages } from '#electron/messages.ts'
import { chosenWith, type TokenFacts } from '#electron/testing/chosen.ts'
import { texts } from '#i18n/index.ts'
import { followStatus } from './follow-status.ts'

const HOUR = 3_600_000

function setup(token: TokenFacts | undefined) {
  const clock = createFakeClock()
  const messages = createMessages(() => 'en')
  const end = clock.now() + (token?.remainingMs ?? 0)
  let current = token
  const listeners = new Set<() => void>()
  const chosen: ChosenAccount = {
    current() {
      if (!current) return undefined
      const remainingMs = Math.max(0, end - clock.now())
      return chosenWith({ ...current, remainingMs, ...(remainingMs === 0 && { state: 'expired' as const }) })
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
  const tell = () => {
    for (const listener of listeners) listener()
  }
  const show = vi.fn()
  const stop = followStatus({ chosen, texts: messages.current, clock, show })
  return {
    clock,
    messages,
    stop,
    shown: () => show.mock.calls.map(([text]) => text),
    listeners,
    change(next: TokenFacts | undefined) {
      current = next
      tell()
    },
    tell,
  }
}

test('a live token is told once a minute, to its end', async () => {
  const { clock, shown } = setup({ state: 'live', remainingMs: 3 * 60_000 + 500 })
  expect(shown()).toEqual(['Test: Live, 3 min left'])
  await clock.advance(HOUR)
  expect(shown()).toEqual([
    'Test: Live, 3 min left',
    'Test: Live, 2 min left',
    'Test: Live, 1 min left',
    'Test: Live, under 1 min left',
    'Test: Expired',
  ])
  expect(clock.pending()).toBe(0)
})

test('many changes leave one moment to wait for, and nothing is shown twice', () => {
  const { clock, shown, tell } = setup({ state: 'live', remainingMs: HOUR })
  for (let n = 0; n < 1000; n++) tell()
  expect(clock.pending()).toBe(1)
  expect(shown()).toHaveLength(1)
})

test.each([undefined, { state: 'none' }, { state: 'expired' }, { state: 'superseded', remainingMs: HOUR }] as const)(
  'with %j there is nothing to wait for',
  (token) => {
    expect(setup(token).clock.pending()).toBe(0)
  },
)

test('a change of state and of language is shown at once', () => {
  const { shown, change, tell, messages } = setup({ state: 'live', remainingMs: HOUR })
  change({ state: 'superseded' })
  change(undefined)
  messages.choose('zh-CN')
  tell()
  expect(shown()).toEqual([
    'Test: Live, 1 h 0 min left',
    'Test: Superseded',
    'MP Console',
    texts['zh-CN'].actions.tray.none,
  ])
})

test('stopped, it neither waits nor listens', () => {
  const { clock, listeners, stop } = setup({ state: 'live', remainingMs: HOUR })
  stop()
  expect([clock.pending(), listeners.size]).toEqual([0, 0])
})
