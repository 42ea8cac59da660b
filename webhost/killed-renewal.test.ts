import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { call } from '@orpc/server'
import { expect, onTestFinished, test } from 'vitest'
import { openVaultConsole } from './testing/vault-console.ts'

const ROUNDS = 8
/** Requests that a console makes before it is killed: the first makes the account, the rest are renewals. */
const LEAST_REQUESTS = 3

/** A token endpoint with a new token for every call, and who wants to know of each. */
async function startTokens() {
  const issued: string[] = []
  let onIssue = () => {}
  const server = createServer((_, response) => {
    const token = `${'t'.repeat(120)}-${issued.length + 1}`
    issued.push(token)
    response.end(JSON.stringify({ access_token: token, expires_in: 7_200 }))
    onIssue()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    issued,
    /** Resolves when so many more have been handed out. */
    more: (count: number) =>
      new Promise<void>((resolve) => {
        const enough = issued.length + count
        onIssue = () => issued.length >= enough && resolve()
      }),
  }
}

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
  const { origin, issued, more } = await startTokens()
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
    expect(token).toMatchObject({ state: 'live', endKnown: true })
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
