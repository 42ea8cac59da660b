import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, onTestFinished, test } from 'vitest'
import { startTokenServer } from './testing/token-server.ts'
import { openVaultConsole } from './testing/vault-console.ts'

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
    const { origin } = await startTokenServer()
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
