import { expect, onTestFinished, test, vi } from 'vitest'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { createMemoryVault } from './memory-vault.ts'
import { createRetryingVault } from './retrying-vault.ts'

const MINUTE = 60_000

/** A vault that fails with a system's error, or hangs, on request. */
function setup() {
  const clock = createFakeClock()
  const inner = createMemoryVault('not-asked')
  let fault: string | undefined
  const order: string[] = []
  const guarded = async <T>(run: () => Promise<T>): Promise<T> => {
    if (fault === 'hangs') await new Promise(() => {})
    if (fault) throw Object.assign(new Error('fault'), { code: fault })
    return run()
  }
  const told = vi.fn()
  const readable = vi.fn()
  const vault = createRetryingVault({
    vault: {
      ...inner,
      get: (key) => guarded(() => inner.get(key)),
      set: (key, value) =>
        guarded(() => {
          order.push(key)
          return inner.set(key, value)
        }),
      delete: (key) => guarded(() => inner.delete(key)),
    },
    clock,
    onTrouble: told,
    onReadable: readable,
  })
  onTestFinished(vault.close)
  return { clock, inner, vault, told, readable, order, setFault: (code?: string) => (fault = code) }
}

test('what cannot be written is kept, said, and written newest first once it can be', async () => {
  const { clock, inner, vault, told, order, setFault } = setup()
  setFault('ENOSPC')
  await vault.set('a', '1')
  await vault.set('b', '2')
  await vault.set('a', '3')
  expect(told.mock.calls).toEqual([[{ unsaved: 'no-space' }]])
  expect(await vault.get('a')).toEqual({ kind: 'found', value: '3' })
  setFault()
  await clock.advance(MINUTE)
  expect(order).toEqual(['a', 'b'])
  expect(await inner.get('a')).toEqual({ kind: 'found', value: '3' })
  expect(told).toHaveBeenLastCalledWith({})
  expect(clock.pending()).toBe(0)
})

test('a clean stop writes what is pending', async () => {
  const { inner, vault, setFault } = setup()
  setFault('EIO')
  await vault.set('a', '1')
  setFault()
  await vault.close()
  expect(await inner.get('a')).toEqual({ kind: 'found', value: '1' })
})

test('a vault that cannot be read is unreadable, not empty, and is read again by itself', async () => {
  const { clock, inner, vault, told, readable, setFault } = setup()
  await inner.set('a', '1')
  setFault('ENOENT')
  expect(await vault.get('a')).toEqual({ kind: 'unreadable', reason: 'gone' })
  expect(told.mock.calls).toEqual([[{ unreadable: 'gone' }]])
  setFault()
  await clock.advance(MINUTE)
  expect(readable).toHaveBeenCalledOnce()
  expect(told).toHaveBeenLastCalledWith({})
  expect(await vault.get('a')).toEqual({ kind: 'found', value: '1' })
})

test('what cannot be removed is a problem, and still there', async () => {
  const { inner, vault, setFault } = setup()
  await vault.set('a', '1')
  setFault('EROFS')
  await expect(vault.delete('a')).rejects.toMatchObject({
    problem: { code: 'secret-not-removed', reason: 'no-access' },
  })
  setFault()
  expect(await inner.get('a')).toEqual({ kind: 'found', value: '1' })
  await vault.delete('a')
  expect(await vault.get('a')).toEqual({ kind: 'missing' })
})

test('a vault that does not answer holds nobody up for longer than ten seconds', async () => {
  const { clock, vault, told, setFault } = setup()
  setFault('hangs')
  const done = vi.fn()
  void vault.set('a', '1').then(done)
  await clock.advance(0)
  await clock.advance(9_999)
  expect(done).not.toHaveBeenCalled()
  await clock.advance(1)
  expect(done).toHaveBeenCalledOnce()
  expect(told).toHaveBeenCalledWith({ unsaved: 'busy' })
  // Nobody waits behind a call that is still waited for.
  expect(await vault.get('b')).toEqual({ kind: 'unreadable', reason: 'busy' })
})

test('what comes while a write is failing waits for that one, not for another', async () => {
  const clock = createFakeClock()
  const inner = createMemoryVault('not-asked')
  let tries = 0
  const vault = createRetryingVault({
    vault: {
      ...inner,
      async set() {
        tries++
        await clock.sleep(8_000, new AbortController().signal)
        throw Object.assign(new Error('the vault is locked'), { code: 'EBUSY' })
      },
    },
    clock,
    onTrouble: () => {},
    onReadable: () => {},
  })
  const done = vi.fn()
  void vault.set('a', '1')
  await clock.advance(0)
  await clock.advance(4_000)
  void vault.set('b', '2').then(done)
  await clock.advance(4_000)
  expect([done.mock.calls.length, tries]).toEqual([1, 1])
  expect(await vault.get('b')).toEqual({ kind: 'found', value: '2' })
})
