import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { call } from '@orpc/server'
import { expect, test } from 'vitest'
import { startTokenServer } from './testing/token-server.ts'
import { openVaultConsole } from './testing/vault-console.ts'

const ROUNDS = 8
/** Requests that a console makes before it is killed: the first makes the account, the rest are renewals. */
const LEAST_REQUESTS = 3

/** A fixed sequence, so that a failure can be had again. */
function* microseconds(): Generator<number, never> {
  for (let seed = 20_260_101; ; ) {
    seed = (seed * 48_271) % 2_147_483_647
    yield seed % 12_000
  }
}

test('a console killed at any point of a renewal has the old token or the new one afterwards', {
  timeout: 60_000,
}, async () => {
  const folder = await mkdtemp(join(tmpdir(), 'killed-'))
  const { origin, issued, more } = await startTokenServer()
  const moments = microseconds()
  let oldest = 0
  for (let round = 0; round < ROUNDS; round++) {
    const handedOut = more(LEAST_REQUESTS)
    const script = fileURLToPath(import.meta.resolve('./testing/token-loop.ts'))
    const child = spawn(process.execPath, [script, folder, origin], { stdio: ['ignore', 'ignore', 'pipe'] })
    const gone = once(child, 'exit')
    await handedOut
    const end = performance.now() + moments.next().value / 1_000
    // The event loop turns meanwhile, so the child is served on.
    while (performance.now() < end) await new Promise(setImmediate)
    child.kill('SIGKILL')
    expect(await gone).toEqual([null, 'SIGKILL'])

    const { app, store } = await openVaultConsole(folder)
    expect(store.notices).toEqual([])
    const { account, token } = app.chosen.current() ?? {}
    expect(token).toMatchObject({ state: 'live', life: expect.anything() })
    const held = await call(app.router.token.reveal, { accountId: account?.id ?? '' })
    const index = issued.indexOf(held.token)
    // One of those that were handed out, whole, and never one from before the last start.
    expect(index).toBeGreaterThanOrEqual(oldest)
    oldest = index
    await app.close()
    expect(await readFile(join(folder, 'vault'), 'utf8')).not.toContain(held.token)
  }
  expect(oldest).toBeGreaterThan(ROUNDS)
})
