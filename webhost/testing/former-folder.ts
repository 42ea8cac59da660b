import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { fileURLToPath } from 'node:url'

const files = fileURLToPath(new URL('former-folder', import.meta.url))

/** When its console was closed. */
export const FORMER_MOMENT = 1_795_828_775_016
/** The reply of exchange 19. */
export const FORMER_BIG_REPLY = JSON.stringify({ x: 'b'.repeat(1_200_000) })

/**
 * A folder with `data` and an encrypted `vault` as consoles wrote them that knew `family` and `cause`: state files of
 * version 1, a database of version 6. Literal but for the database, which is kept as SQL, and the one big body.
 */
export function formerFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'former-folder-'))
  const data = join(folder, 'data')
  mkdirSync(join(data, 'bodies'), { recursive: true, mode: 0o700 })
  cpSync(files, data, { recursive: true })
  renameSync(join(data, 'vault'), join(folder, 'vault'))
  // A checkout makes it readable for others.
  chmodSync(join(folder, 'vault'), 0o600)
  rmSync(join(data, 'console.sql'))
  const db = new DatabaseSync(join(data, 'console.sqlite'))
  db.exec(readFileSync(join(files, 'console.sql'), 'utf8'))
  db.close()
  writeFileSync(join(data, 'bodies', '19-response.body'), FORMER_BIG_REPLY)
  return folder
}
