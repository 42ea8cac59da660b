import { act, cleanup, fireEvent, screen } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { TimelineView } from '#contract/timeline.ts'
import { receive } from '#renderer/bridge/stores.ts'
import { startTexts } from '#renderer/i18n.ts'
import { renderInPage } from '#renderer/testing/render-in-page.tsx'
import { samples } from '#renderer/testing/samples.ts'
import { TimelineScreen } from './timeline-screen.tsx'

const MINUTE = 60_000
const now = new Date(2026, 0, 14, 14, 8, 37).getTime()

const push = (more: Partial<TimelineView> = {}) =>
  act(() => receive({ feature: 'timeline', snapshot: [{ accountId: 'a1', now, tokens: [], events: [], ...more }] }))
const history: Partial<TimelineView> = {
  tokens: [
    {
      hash: 'aaaaaa',
      family: 'stable',
      source: 'fetched',
      obtainedAt: now - 60 * MINUTE,
      expiresAt: now + 60 * MINUTE,
      replacedAt: now - 30 * MINUTE,
    },
    {
      hash: 'bbbbbb',
      family: 'stable',
      source: 'forced',
      obtainedAt: now - 30 * MINUTE,
      expiresAt: now + 90 * MINUTE,
      refused: { at: now - MINUTE, errcode: 40001 },
    },
  ],
  events: [
    { kind: 'failed', at: now - 2 * MINUTE, family: 'stable', code: 'wechat', errcode: 45009 },
    { kind: 'failed', at: now - MINUTE, family: 'stable', code: 'timeout' },
    { kind: 'sleep', at: now - 10 * MINUTE, ms: 15 * MINUTE },
    { kind: 'clock-jump', at: now - 5 * MINUTE, ms: -60 * MINUTE },
  ],
}
const onBack = vi.fn<() => void>()
const draw = () => renderInPage(<TimelineScreen account={samples.account} onBack={onBack} />)

beforeAll(startTexts)
beforeEach(() => {
  vi.useFakeTimers({ now })
  onBack.mockReset()
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

test('says so when there is nothing to draw', () => {
  push()
  draw()
  screen.getByText('No token in the last 24 hours')
})

test('names each thing with all that is known of it', () => {
  push(history)
  draw()
  expect(screen.getAllByRole('button').map((button) => button.getAttribute('aria-label'))).toEqual([
    'Back',
    'Token aaaaaa: Obtained 13:08:37, Fetched here; Expires 15:08:37; Old and new both work 13:38:37 to 13:43:37',
    'Token bbbbbb: Obtained 13:38:37, Forced refresh; Expires 15:38:37; Refused 14:07:37 (40001)',
    'Failed fetch: Time 14:06:37; Reason 45009',
    'Failed fetch: Time 14:07:37; Reason Timeout',
    'The computer slept: Woke up 13:58:37; Duration 0:15:00',
    'The system clock was changed: Time 14:03:37; Change 1:00:00 back',
  ])
})

test('takes one stop of Tab, and arrows go through it', () => {
  push(history)
  draw()
  const things = screen.getAllByRole('button').slice(1)
  expect(things.filter((button) => button.tabIndex === 0)).toEqual([things.at(-1)])
  act(() => things.at(-1)?.focus())
  const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key })
  press('ArrowRight')
  expect(document.activeElement).toBe(things.at(-1))
  press('Home')
  expect(document.activeElement).toBe(things[0])
  screen.getByText('Token aaaaaa')
  press('ArrowRight')
  expect(document.activeElement).toBe(things[1])
  screen.getByText('14:07:37 (40001)')
  expect(things.filter((button) => button.tabIndex === 0)).toEqual([things[1]])
})

test('what is pointed at is read out', () => {
  push(history)
  draw()
  fireEvent.pointerEnter(screen.getByRole('button', { name: /^The computer slept/ }))
  screen.getByText('0:15:00')
})

test('Esc leaves', () => {
  push()
  draw()
  fireEvent.keyDown(document, { key: 'Escape' })
  expect(onBack).toHaveBeenCalledOnce()
})
