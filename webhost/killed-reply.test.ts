import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { openVaultConsole } from './testing/vault-console.ts'

/** A token endpoint with a new token for every call. */
async function startTokens(): Promise<string> {
  let serial = 0
  const server = createServer((_, response) => {
    serial++
    response.end(JSON.stringify({ access_token: `${'t'.repeat(120)}-${serial}`, expires_in: 7_200 }))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test.each([
  ['classic', 12],
  ['stable', 4],
])(
  'a console killed right after a reply still has the %s token that it gave out',
  {
    timeout: 120_000,
  },
  async (family, rounds) => {
    const folder = await mkdtemp(join(tmpdir(), 'killed-reply-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    const origin = await startTokens()
    const script = fileURLToPath(import.meta.resolve('./testing/one-token.ts'))
    for (let round = 0; round < rounds; round++) {
      const child = spawn(process.execPath, [script, folder, origin, family], { stdio: ['ignore', 'pipe', 'inherit'] })
      const gone = once(child, 'exit')
      const [answered] = (await once(child.stdout, 'data')) as [Buffer]
      child.kill('SIGKILL')
      expect(await gone).toEqual([null, 'SIGKILL'])
      const { app } = await openVaultConsole(folder)
      expect(app.chosen.current()?.token).toMatchObject({ hash: String(answered).trim(), state: 'live' })
      await app.close()
    }
  },
)
