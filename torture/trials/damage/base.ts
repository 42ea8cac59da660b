import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { AccountView } from '#contract/accounts.ts'
import type { Notice } from '#contract/host.ts'
import { filesIn } from '#torture/data-folder.ts'
import { type Host, readSnapshot, startHost } from '#torture/host.ts'
import type { Random } from '#torture/seed.ts'
import { addAccount } from '#torture/trials/kill/situation.ts'
import { makeVault } from '#torture/vault-file.ts'
import { bigPath, startWechat } from '#torture/wechat.ts'
import type { Workplace } from '#torture/workplace.ts'

export const ACCOUNTS = 5
const EXCHANGES = 40

/** A console's folder and vault as they were before the damage. */
export interface Base {
  home: string
  /** Of accounts, by id. */
  accounts: Map<string, AccountView>
  /** Exchanges on the list. */
  ids: number[]
}

export const dataOf = (home: string) => join(home, 'data')
export const vaultOf = (home: string) => join(home, 'keys', 'vault.json')

/** Works with a console for a while. `end`: stopped cleanly, or killed with its write-ahead log full. */
export async function makeBase(workplace: Workplace, random: Random, end: 'stop' | 'kill'): Promise<Base> {
  const home = workplace.folder()
  mkdirSync(join(home, 'keys'))
  makeVault(vaultOf(home))
  const wechat = await startWechat(workplace)
  const host = await startHost({ data: dataOf(home), vault: vaultOf(home) }, workplace)
  const { client } = host
  const first = await addAccount(host, wechat, { appSecret: random.hex(32), label: 'account 0' })
  for (let n = 1; n < ACCOUNTS; n++) {
    await addAccount(host, wechat, { appId: `wx${random.hex(16)}`, appSecret: random.hex(32), label: `account ${n}` })
  }
  for (const { id } of await readSnapshot(host, 'accounts')) await client.token.fetch({ accountId: id })
  for (let n = 0; n < 4; n++) {
    await client.ipList.fetch({ accountId: first })
    await client.ipList.fetch({ accountId: first, kind: 'api-domain' })
  }
  const send = (target: string) => client.request.send({ accountId: first, method: 'GET', target, attachToken: true })
  for (let n = 0; n < EXCHANGES; n++) await send(n % 4 === 0 ? bigPath(9_000) : '/cgi-bin/anything')
  for (let n = 0; n < 2; n++) await send(bigPath(1_200_000))
  await client.settings.update({ theme: 'dark', lastAccountId: first })
  const accounts = await readSnapshot(host, 'accounts')
  const ids = (await readSnapshot(host, 'exchange')).map(({ id }) => id)
  if (end === 'stop') await host.stop()
  else {
    // A body is there once its row is: then everything before it is written.
    await client.exchange.get({ id: Math.max(...ids) })
    await host.kill()
  }
  return { home, accounts: new Map(accounts.map((account) => [account.id, account])), ids }
}

/** A copy to do harm to; removed afterwards. */
export async function onCopy(
  base: Base,
  workplace: Workplace,
  look: (home: string) => Promise<string[]>,
): Promise<string[]> {
  const home = workplace.folder()
  try {
    cpSync(base.home, home, { recursive: true })
    return await look(home)
  } finally {
    rmSync(home, { recursive: true, force: true })
  }
}

/** What a console shows that was started on harmed files. */
export interface Seen {
  notices: Notice[]
  accounts: AccountView[]
  ids: number[]
}

export async function look(host: Host): Promise<Seen> {
  const { notices } = await readSnapshot(host, 'host')
  const accounts = await readSnapshot(host, 'accounts')
  const ids = (await readSnapshot(host, 'exchange')).map(({ id }) => id)
  return { notices, accounts, ids }
}

export const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

/** Whether these very bytes are in some file below the folder. */
export function isKept(folder: string, bytes: Uint8Array): boolean {
  const wanted = digest(bytes)
  return filesIn(folder).some((file) => digest(readFileSync(file)) === wanted)
}

/** Bodies of the base that are nowhere below the folder any more. */
export function lostBodies(base: Base, folder: string): string[] {
  const bodies = join(dataOf(base.home), 'bodies')
  if (!existsSync(bodies)) return []
  return filesIn(bodies)
    .filter((file) => !isKept(folder, readFileSync(file)))
    .map((file) => `the body ${basename(file)} is gone`)
}

export const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)
