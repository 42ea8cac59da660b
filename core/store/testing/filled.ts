import { randomBytes } from 'node:crypto'
import { cp, mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openStore } from '#core/store/open-store.ts'
import { testExchange } from '#core/testing/test-exchange.ts'

export const EXCHANGES = 40
/** The exchange whose body is a file. */
export const BIG = 7

export const testFolder = () => mkdtemp(join(tmpdir(), 'store-'))

/** A data folder with rows in every table, cleanly closed. */
export async function filledFolder(): Promise<string> {
  const dir = await testFolder()
  const store = await openStore(dir)
  const bytes = (size: number) => ({ kind: 'bytes', bytes: Buffer.alloc(size, `${size} `) }) as const
  for (let id = 1; id <= EXCHANGES; id++) {
    const body = store.exchanges.openBody()
    await body.write(randomBytes(id === BIG ? 1_500_000 : id * 300))
    await store.exchanges.put(testExchange(id), { request: bytes(id), response: await body.finish() })
  }
  for (const id of [1, 2, 3]) {
    const facts = { received: 2, distinct: 2, unparsable: 0, addresses: 2, addresses6: 0 }
    const version = {
      id,
      accountId: 'a',
      kind: 'callback',
      since: id,
      fetchedAt: id,
      exchangeId: id,
      ...facts,
    } as const
    await store.ipLists.put(version, ['1.2.3.4', `5.6.7.${id}`])
  }
  for (let at = 1; at <= 20; at++) {
    await store.timeline.add('wx1@api.weixin.qq.com', {
      kind: 'token',
      at,
      hash: `h${at}`,
      family: 'stable',
      source: 'fetched',
    })
    await store.whitelist.put('a', { ip: `1.1.1.${at}`, firstAt: at, lastAt: at, times: 1, origin: 'sandbox' })
  }
  await store.close()
  return dir
}

/** A copy that a test may damage. */
export async function copyOf(folder: string): Promise<string> {
  const dir = await testFolder()
  await cp(folder, dir, { recursive: true })
  return dir
}
