import { act, cleanup, fireEvent, screen, within } from '@testing-library/react'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { AccountView } from '#contract/accounts.ts'
import type { Diagnosis, TokenView } from '#contract/token.ts'
import { connection, reminders } from '#renderer/bridge/connection.ts'
import { receive } from '#renderer/bridge/stores.ts'
import { startTexts } from '#renderer/i18n.ts'
import { renderInPage } from '#renderer/testing/render-in-page.tsx'
import { samples } from '#renderer/testing/samples.ts'
import { refusal, startTestHost } from '#renderer/testing/test-host.ts'
import { ReminderNotices } from './reminder-notices.tsx'
import { TokenPanel } from './token-panel.tsx'

const MINUTE = 60_000

const push = (more?: object) => act(() => receive({ feature: 'token', snapshot: [samples.token(more)] }))
const onPaste = vi.fn()
const onReplaceSecret = vi.fn()
const draw = (account: Partial<AccountView> = {}) =>
  renderInPage(
    <TokenPanel
      account={{ ...samples.account, ...account }}
      secretForm={null}
      refusal={() => null}
      onPaste={onPaste}
      onReplaceSecret={onReplaceSecret}
    />,
  )

const fetchToken = vi.fn<() => TokenView>()
const update = vi.fn<() => AccountView>()
const probe = vi.fn<() => { outcome: 'works' }>(() => ({ outcome: 'works' }))
const diagnose = vi.fn<(input: { probe: boolean; token?: string }) => Diagnosis>()
const host = startTestHost({
  token: { fetch: fetchToken, probe, diagnose, paste: () => samples.token() },
  accounts: { update },
})
const called = (path: string) => host.calls.filter((call) => call.path === path).map((call) => call.input)

beforeAll(startTexts)
beforeEach(() => {
  vi.useFakeTimers()
  connection.set('connected')
  host.calls.length = 0
  fetchToken.mockReset().mockReturnValue(samples.token())
  update.mockReset().mockReturnValue(samples.account)
  diagnose.mockReset().mockReturnValue({ verdict: 'unknown', evidence: [{ fact: 'held', hash: '0a1b2c3d' }] })
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

const press = (name: string) => act(() => screen.getByRole('button', { name }).click())
const settled = <Value,>(look: () => Value): Promise<Value> =>
  vi.waitFor(async () => {
    await act(async () => {})
    return look()
  })

test('a forced refresh says what it has cost today, and means it', async () => {
  push()
  draw()
  press('Force refresh…')
  const dialog = await settled(() => screen.getByRole('dialog'))
  expect(dialog.textContent).toContain('3 of 20 today')
  press('Force refresh anyway')
  await settled(() => screen.getByText('First refresh done. There’s a new token.'))
  expect(called('token.fetch')).toEqual([{ accountId: 'a1', force: true, confirmed: true }])
})

test('the second forced refresh counts down and cannot be pressed until then', async () => {
  push({ force: { usedToday: 4, limit: 20, waitMs: 30_000 } })
  draw()
  press('Force refresh…')
  const waiting = await settled(() => screen.getByRole('button', { name: 'Available in 30 s' }))
  expect(waiting.getAttribute('aria-disabled')).toBe('true')
  press('Available in 30 s')
  act(() => vi.advanceTimersByTime(29_000))
  screen.getByRole('button', { name: 'Available in 1 s' })
  act(() => vi.advanceTimersByTime(1000))
  press('Force refresh anyway')
  await settled(() => expect(called('token.fetch')).toHaveLength(1))
})

test('when the forced refreshes of today are used up, the button says so', async () => {
  push({ force: { usedToday: 20, limit: 20, waitMs: 0 } })
  draw()
  press('Force refresh…')
  await settled(() => screen.getByRole('button', { name: 'All 20 used today' }))
  press('All 20 used today')
  expect(called('token.fetch')).toEqual([])
})

test('keep alive tells when it will renew, that it does, when it tries again and why it stopped', () => {
  const renewal = (more: Partial<TokenView['renewal']>) =>
    push({ renewal: { mode: 'keep-alive', state: 'waiting', ...more } })
  const said = () => within(screen.getByText('Auto-renew', { selector: 'dt' }).parentElement as HTMLElement)
  renewal({ nextInMs: 78 * MINUTE })
  draw({ renewal: 'keep-alive' })
  said().getByText('in about 78 minutes')
  act(() => vi.advanceTimersByTime(MINUTE))
  said().getByText('in about 77 minutes')
  renewal({ state: 'renewing' })
  said().getByText('renewing…')
  renewal({ state: 'retrying', nextInMs: 4000, attempt: 2 })
  said().getByText('retry in 4 s (attempt 3)')
  act(() => vi.advanceTimersByTime(1000))
  said().getByText('retry in 3 s (attempt 3)')
  const problem = {
    code: 'wechat',
    errcode: 40125,
    errmsg: 'invalid appsecret',
    endpoint: 'token',
    retry: 'never',
  } as const
  renewal({ state: 'retrying', waitsFor: 'vault', nextInMs: 4000, attempt: 1 })
  said().getByText('waiting for the vault, retry in 4 s (attempt 2)')
  renewal({ state: 'waiting', waitsFor: 'first-token' })
  said().getByText('waiting for your first fetch')
  renewal({ state: 'stopped', waitsFor: 'owner' })
  said().getByText('off here: read-only')
  screen.getByText(/This console is read-only/)
  renewal({ state: 'stopped', waitsFor: 'person', problem })
  said().getByText('stopped, needs your attention')
  expect(screen.getByRole('alert').textContent).toContain('Auto-renew has stopped')
  press('Replace AppSecret')
  expect(onReplaceSecret).toHaveBeenCalledOnce()
})

test('keeping classic alive is asked about, and stable is one press away', async () => {
  push({ tokenSource: { kind: 'wechat', family: 'classic' } })
  update.mockImplementationOnce(() => {
    throw refusal({ code: 'confirm-classic-renewal', retry: 'never' })
  })
  draw({ tokenSource: { kind: 'wechat', family: 'classic' } })
  act(() => screen.getByRole('switch', { name: 'Auto-renew' }).click())
  await settled(() => screen.getByRole('button', { name: 'Use stable and auto-renew' }))
  press('Use stable and auto-renew')
  await settled(() => expect(called('accounts.update')).toHaveLength(2))
  expect(called('accounts.update')).toEqual([
    { id: 'a1', renewal: 'keep-alive' },
    { id: 'a1', renewal: 'keep-alive', tokenSource: { kind: 'wechat', family: 'stable' } },
  ])
})

test('a token whose life nobody knows counts nothing down', async () => {
  push({ state: 'unverified', reason: 'clock-behind', life: undefined })
  draw()
  expect(screen.getByRole('timer').textContent).toBe('-:--:--')
  screen.getByText('Unverified')
  press('Test token')
  await settled(() => expect(called('token.probe')).toEqual([{ accountId: 'a1' }]))
  push()
  await settled(() => screen.getByText(/^WeChat accepted it at/))
  push({ hash: '99999999' })
  expect(screen.queryByText(/^WeChat accepted it at/)).toBeNull()
})

test('a pasted token is never fetched, forced or renewed', () => {
  const pasted = { tokenSource: { kind: 'pasted' }, source: 'pasted', life: undefined, force: undefined }
  push(pasted)
  draw({ tokenSource: { kind: 'pasted' }, secret: 'never-entered' })
  screen.getByText('Live')
  screen.getAllByText('Expiry unknown')
  press('Paste a token…')
  expect(onPaste).toHaveBeenCalledOnce()
  for (const name of ['Fetch token', 'Force refresh…']) expect(screen.queryByRole('button', { name })).toBeNull()
  expect(screen.queryByRole('switch')).toBeNull()
})

test('a refused token is judged at once, from what is known, and the sentence claims no more', async () => {
  push()
  draw()
  expect(called('token.diagnose')).toEqual([])
  diagnose.mockReturnValue({ verdict: 'superseded-by-other', evidence: [] })
  push({ state: 'superseded', refused: { at: Date.now(), remainingMs: 15 * MINUTE } })
  screen.getByText('WeChat refused this token.')
  await settled(() => screen.getByText('Someone fetched a newer token.'))
  expect(called('token.diagnose')).toEqual([{ accountId: 'a1', probe: false }])

  diagnose.mockReturnValue({ verdict: 'replaced-here', evidence: [] })
  push({ state: 'superseded', refused: { at: Date.now() + 1, remainingMs: 15 * MINUTE } })
  await settled(() => screen.getByText('Superseded: this console fetched a newer token.'))
})

test('the diagnosis asks WeChat only when the person says so', async () => {
  push({ state: 'superseded', refused: { at: Date.now(), remainingMs: 15 * MINUTE } })
  draw()
  press('Find out why')
  await settled(() => screen.getByText('The evidence isn’t conclusive.'))
  for (const asked of called('token.diagnose')) expect(asked).toEqual({ accountId: 'a1', probe: false })
  diagnose.mockReturnValue({
    verdict: 'superseded-by-other',
    between: { from: Date.now() - 20 * MINUTE, to: Date.now() },
    evidence: [{ fact: 'probe', outcome: 'refused', errcode: 40001 }],
  })
  press('Check with WeChat')
  await settled(() => screen.getByText('Superseded: someone else fetched a newer token.'))
  screen.getByText('Refuses it (40001)')
  expect(called('token.diagnose').at(-1)).toEqual({ accountId: 'a1', probe: true })
})

test('a pasted text is examined as it was typed', async () => {
  push()
  draw()
  push({ state: 'expired', ...samples.life(0) })
  press('Find out why')
  await settled(() => screen.getByRole('button', { name: 'A different token' }))
  press('A different token')
  const field = screen.getByLabelText('Paste the token to diagnose')
  fireEvent.change(field, { target: { value: '"92_abc"' } })
  press('Diagnose')
  await settled(() => expect(called('token.diagnose')).toHaveLength(2))
  expect(called('token.diagnose')[1]).toEqual({ accountId: 'a1', token: '"92_abc"', probe: false })
})

test('a server’s clock that is far off is a note', () => {
  push({ clockSkewMs: -26 * 60 * MINUTE })
  draw()
  screen.getByText('WeChat’s clock is 26:00:00 behind this machine’s. The countdown isn’t affected.')
})

test('a reminder stands until its token is followed by another', () => {
  push({ state: 'expiring', ...samples.life(4 * MINUTE) })
  renderInPage(<ReminderNotices accounts={[samples.account]} />)
  expect(screen.queryByText(/^Qinghe Reading’s token expires at/)).toBeNull()
  act(() => reminders.emit({ feature: 'reminder', accountId: 'a1', minutes: 5 }))
  screen.getByText(/^Qinghe Reading’s token expires at/)
  push(samples.life(119 * MINUTE))
  expect(screen.queryByText(/^Qinghe Reading’s token expires at/)).toBeNull()
})
