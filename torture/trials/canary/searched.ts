import { isDefinedError } from '@orpc/client'
import { shareFormats } from '#contract/pure/share.ts'
import { type Host, readSnapshot } from '#torture/host.ts'
import { textOf } from '#torture/trial.ts'
import type { Search } from './search.ts'

/** What nobody recorded cannot be searched. */
const lastIds = new WeakMap<Host, number>()

/** One call, and everything that a page can get of it. */
export async function searched(host: Host, accountId: string, search: Search): Promise<string[]> {
  const { client } = host
  const call = client.request.send({
    accountId,
    method: 'POST',
    target: '/cgi-bin/echo',
    body: '{"k":"$WX_APPSECRET","t":"$WX_ACCESS_TOKEN"}',
    attachToken: true,
  })
  const error = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  const undeclared = error === undefined || isDefinedError(error) ? [] : [`the call ends in ${textOf(error)}`]
  const [newest] = await readSnapshot(host, 'exchange')
  const isNew = newest !== undefined && newest.id > (lastIds.get(host) ?? 0)
  if (newest) lastIds.set(host, newest.id)
  const shown: Record<string, string | Buffer> = {
    'the call': JSON.stringify([error, textOf(error)]),
    'the list': JSON.stringify(newest),
    'the token': JSON.stringify(await readSnapshot(host, 'token')),
  }
  if (newest) {
    const { id } = newest
    shown['exchange.get'] = JSON.stringify(await client.exchange.get({ id }))
    for (const side of ['request', 'response'] as const) {
      const body = await client.exchange.body({ id, side, offset: 0 })
      shown[`body of the ${side}`] = Buffer.from(await body.arrayBuffer())
    }
    for (const format of shareFormats) shown[format] = (await client.share.write({ id, format, language: 'en' })).text
  }
  const found = Object.entries(shown).flatMap(([where, bytes]) => {
    const [first] = search.find(bytes)
    return first === undefined ? [] : [`${where} (${first})`]
  })
  return [...undeclared, ...(isNew ? [] : ['nothing was recorded']), ...found]
}
