import { describe, expect, test } from 'vitest'
import { testSandbox } from '#core/sandbox/testing/test-sandbox.ts'
import { freshState, parseState, type SandboxState } from './state.ts'

const minute = 60_000

describe('a restart from the saved state', () => {
  test('accepts the same tokens and knows the rest', async () => {
    let kept: SandboxState | undefined
    const before = await testSandbox({
      onStateChange: (state) => {
        kept = state
      },
    })
    before.advance(7 * minute)
    before.setScenario('slow', true)
    before.setScenario('slow', false)
    before.setScenario('invalid-secret', true)
    before.setScenario('invalid-secret', false)
    const [superseded, overlapped, current] = [await before.classic(), await before.classic(), await before.classic()]
    const stable = await before.stable()
    before.setScenario('invalid-secret', true)
    await before.close()

    const after = await testSandbox({ state: JSON.parse(JSON.stringify(kept)) })
    expect(after.appSecret).toBe(before.appSecret)
    expect(after.stateDiscarded).toBe(false)
    expect(after.offsetMs()).toBe(7 * minute)
    expect(after.scenarios()).toEqual(['invalid-secret'])
    expect(await Promise.all([superseded, overlapped, current, stable].map(after.errcodeOf))).toEqual([40001, 0, 0, 0])

    after.setScenario('invalid-secret', false)
    expect(await after.stable()).toBe(stable)
    expect([superseded, overlapped, current]).not.toContain(await after.classic())
  })

  test('counts the forced refreshes of the day on', async () => {
    const before = await testSandbox({ now: () => Date.UTC(2026, 0) })
    for (let count = 0; count < 20; count++) {
      await before.stable(true)
      before.advance(minute)
    }
    const after = await testSandbox({ now: () => Date.UTC(2026, 0), state: before.state() })

    expect(await after.stable(true)).toBe('undefined')
  })
})

test('the state holds no secret and no token', async () => {
  const states: SandboxState[] = []
  const sandbox = await testSandbox({ onStateChange: (state) => states.push(state) })
  const secrets = [sandbox.appSecret, await sandbox.classic(), await sandbox.stable(), await sandbox.stable(true)]
  const saved = JSON.stringify([...states, sandbox.state()])

  expect(states).toHaveLength(3)
  for (const secret of secrets) {
    for (let at = 0; at + 12 <= secret.length; at += 4) expect(saved).not.toContain(secret.slice(at, at + 12))
  }
})

test('two installations share neither secret nor tokens', async () => {
  const [one, other] = [await testSandbox(), await testSandbox()]

  expect(one.appSecret).not.toBe(other.appSecret)
  expect(await one.stable()).not.toBe(await other.stable())
})

test('the state stays small however many tokens were fetched', async () => {
  const sandbox = await testSandbox()
  const first = await sandbox.classic()
  for (let count = 0; count < 40; count++) await sandbox.classic()

  expect(sandbox.state().accounts[sandbox.appId]?.classic).toHaveLength(32)
  expect(await sandbox.errcodeOf(first)).toBe(40001)
})

const good: SandboxState = {
  ...freshState(),
  accounts: {
    wx: { classic: [{ serial: 1, issuedAt: 0, expiresAt: 1 }], stable: [], forced: { day: 1, count: 1, lastAt: 1 } },
  },
}

test('what was saved is read back', () => {
  expect(parseState(JSON.parse(JSON.stringify(good)))).toEqual(good)
})

describe('an unusable state starts afresh', () => {
  test.each([
    null,
    'text',
    [],
    {},
    { ...good, seed: 'short' },
    { ...good, offsetMs: -1 },
    { ...good, offsetMs: null },
    { ...good, scenarios: ['unheard-of'] },
    { ...good, scenarios: undefined },
    { ...good, accounts: [] },
    { ...good, accounts: { wx: null } },
    { ...good, accounts: { wx: { classic: [] } } },
    { ...good, accounts: { wx: { classic: [{}], stable: [] } } },
    { ...good, accounts: { wx: { classic: [], stable: [{ serial: '1', issuedAt: 0, expiresAt: 0 }] } } },
    { ...good, accounts: { wx: { classic: [], stable: [], forced: { day: 1 } } } },
  ])('%j', async (state) => {
    expect(parseState(state)).toBeUndefined()
    const sandbox = await testSandbox({ state })
    expect(sandbox.stateDiscarded).toBe(true)
    expect(await sandbox.errcodeOf(await sandbox.stable())).toBe(0)
  })

  test('no state is no discarded state', async () => {
    expect((await testSandbox()).stateDiscarded).toBe(false)
  })
})
