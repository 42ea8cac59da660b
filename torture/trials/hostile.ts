import { join } from 'node:path'
import { isDefinedError } from '@orpc/client'
import { reply, type Script, startWireServer } from '#core/net/testing/wire-server.ts'
import {
  credential,
  endlessReplies,
  good,
  head,
  hostileReplies,
  token,
  write,
  writeAndEnd,
} from '#core/wechat/testing/hostile-corpus.ts'
import { findSecret } from '#torture/data-folder.ts'
import { type Host, readSnapshot, startHost } from '#torture/host.ts'
import { type Trial, textOf } from '#torture/trial.ts'
import { makeVault } from '#torture/vault-file.ts'
import { addAccount } from './kill/situation.ts'

/** What the corpus resets once its client, in its own process, has read a head: here the client is elsewhere. */
const resetWithinBody: Script = (socket) => {
  socket.write(`${head('Content-Length: 500')}{"access_token":"`)
  setTimeout(() => socket.resetAndDestroy(), 100)
}
const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth)
const tokenOf = (value: string | Buffer) =>
  write(
    reply(
      Buffer.concat([
        Buffer.from('{"access_token":"'),
        Buffer.from(value as Buffer),
        Buffer.from('","expires_in":7200}'),
      ]),
    ),
  )

/** More of the kind, each of which must end in some declared problem. */
const more: [name: string, script: Script][] = [
  ['a token with blanks', tokenOf('abc def ghi jkl mno pqr stu')],
  ['a token with CR LF escaped', tokenOf('abcdefghijklmnopqrst\\r\\nX-A: b')],
  ['a token that is no UTF-8', tokenOf(Buffer.from([0x61, 0xff, 0xfe, 0x62, 0x63, 0x64, 0x65, 0x66]))],
  ['a token of other letters', tokenOf('令牌令牌令牌令牌令牌令牌')],
  ['a token with a bidi control', tokenOf('abcdefghijklmnop\u202eqrstuv')],
  ['JSON nested 200,000 deep', write(reply(nested(200_000)))],
  ['a token nested deep', write(reply(`{"access_token":${nested(50_000)},"expires_in":7200}`))],
  ['a number of a million digits', write(reply(`{"errcode":${'9'.repeat(1_000_000)}}`))],
  ['an errcode beyond integers', write(reply('{"errcode":1e300}'))],
  ['an errmsg of 1 MB', write(reply(`{"errcode":40013,"errmsg":"${'y'.repeat(1_000_000)}"}`))],
  ['__proto__', write(reply('{"__proto__":{"access_token":"x"},"constructor":1}'))],
  ['status 000', write('HTTP/1.1 000 Nothing\r\nContent-Length: 0\r\n\r\n')],
  ['status 999', write('HTTP/1.1 999 Much\r\nContent-Length: 0\r\n\r\n')],
  ['status 1000', write('HTTP/1.1 1000 Too much\r\nContent-Length: 0\r\n\r\n')],
  ['a negative length', write(`${head('Content-Length: -5')}x`)],
  ['a huge length', writeAndEnd(`${head('Content-Length: 99999999999999999999')}x`)],
  ['a chunk size that overflows', write(head('Transfer-Encoding: chunked'), 'fffffffffffffffff\r\nx')],
  ['a chunk extension without end', write(head('Transfer-Encoding: chunked'), `1;${'e'.repeat(300_000)}`)],
  [
    'trailers of 1 MB',
    write(head('Transfer-Encoding: chunked'), `0\r\n${`X: ${'t'.repeat(1_000)}\r\n`.repeat(1_000)}\r\n`),
  ],
  ['a NUL in a header', write('HTTP/1.1 200 OK\r\nX-A: a\u0000b\r\nContent-Length: 0\r\n\r\n')],
  ['a folded header', writeAndEnd('HTTP/1.1 200 OK\r\nX-A: a\r\n  b\r\nContent-Length: 0\r\n\r\n')],
  ['HTTP/2 at once', write(Buffer.from('000012040000000000000300000064000402000000', 'hex'))],
  ['HTTP/0.9', writeAndEnd('<html>hello</html>')],
  ['interim heads, then nothing', writeAndEnd('HTTP/1.1 100 Continue\r\n\r\n'.repeat(2_000))],
  ['chunked and a length', write(head('Transfer-Encoding: chunked', 'Content-Length: 3'), '0\r\n\r\n')],
]

/** In place of an IP list. */
const lists: [name: string, body: string][] = [
  ['an entry nested deep', `{"ip_list":[${nested(5_000)}]}`],
  ['an entry that is an object', '{"ip_list":[{"a":1}]}'],
  ['a list that is a string', '{"ip_list":"1.2.3.4"}'],
  ['an empty list', '{"ip_list":[]}'],
  ['an entry of 1 MB', `{"ip_list":["${'1'.repeat(1_000_000)}"]}`],
  ['entries that are numbers', '{"ip_list":[1,2,3]}'],
  ['no list', '{"list":[]}'],
  ['nested 200,000 deep', nested(200_000)],
]

/** Replies that lie, hang and drip, against the built host: each ends in a declared problem, and the host goes on. */
export const hostile: Trial = {
  name: 'hostile',
  budgetMs: 40_000,
  async run({ workplace, tally }) {
    const home = workplace.folder()
    const [data, vault] = [join(home, 'data'), join(home, 'keys.json')]
    makeVault(vault)
    let script: Script = () => {}
    const server = await startWireServer((...given) => script(...given))
    workplace.onClear(server.close)
    const host = await startHost({ data, vault }, workplace)
    const accountId = await addAccount(host, server, { ...credential })
    const fetchToken = () => host.client.token.fetch({ accountId })
    await host.client.settings.update({ timeoutSeconds: 10 })

    const corpus = tally('hostile replies', hostileReplies.length + more.length)
    for (const [name, each, expected] of hostileReplies) {
      script = name === 'a reset within the body' ? resetWithinBody : each
      await corpus.check(name, () => endsIn(host, fetchToken, [expected.code]))
    }
    for (const [name, each] of more) {
      script = each
      await corpus.check(name, () => endsIn(host, fetchToken))
    }
    await host.client.settings.update({ timeoutSeconds: 1, connectTimeoutSeconds: 1 })
    const endless = tally('hostile replies without end', endlessReplies.length)
    for (const [name, each] of endlessReplies) {
      script = each
      await endless.check(name, () => endsIn(host, fetchToken, endsOf(name)))
    }
    await host.client.settings.update({ timeoutSeconds: 10, connectTimeoutSeconds: 5 })
    const asList = tally('hostile IP lists', lists.length)
    for (const [name, body] of lists) {
      script = (socket, request) => void socket.write(reply(request.includes('/cgi-bin/stable_token') ? good : body))
      await asList.check(name, () => endsInProblemOrList(host, accountId))
    }
    await tally('hostile replies: nothing leaked', 1).check('files', async () => {
      await host.stop()
      return [credential.appSecret, token].flatMap((secret) => findSecret(data, secret))
    })
  },
}

/** Over a socket between processes a head may drip so fast that it is too large before the time is up. */
const endsOf = (name: string) => (name === 'a head that drips' ? ['timeout', 'too-large'] : ['timeout'])

async function endsIn(host: Host, call: () => Promise<unknown>, codes: (string | undefined)[] = []): Promise<string[]> {
  const error = await call().then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error === undefined) return ['it was taken for good']
  if (!isDefinedError(error)) return [`ends in ${textOf(error)}`]
  const got = (error as { data: { code: string } }).data.code
  return [
    ...(codes.length === 0 || codes.includes(got) ? [] : [`${got} in place of ${codes.join(' or ')}`]),
    ...(await notAlive(host)),
  ]
}

/** A list with strange entries may be shown as what it is. */
async function endsInProblemOrList(host: Host, accountId: string): Promise<string[]> {
  const error = await host.client.ipList.fetch({ accountId }).then(
    () => undefined,
    (reason: unknown) => reason,
  )
  if (error !== undefined && !isDefinedError(error)) return [`ends in ${textOf(error)}`]
  return notAlive(host)
}

async function notAlive(host: Host): Promise<string[]> {
  if (host.process.exitCode !== null) return [`the host ended: ${host.stderr()}`]
  await readSnapshot(host, 'settings')
  return []
}
