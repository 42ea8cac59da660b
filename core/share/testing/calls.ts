import type { BodyPieces, OutgoingCall } from '#core/share/exchange-text.ts'
import { bodyPieces } from '#core/share/exchange-text.ts'
import { countRemoved, piecesOf } from '#core/share/secrets.ts'

export const TOKEN_MARKER = '[hidden:20-chars:#abcdef]'
export const SECRET_MARKER = '[hidden:32-chars:#012345]'

/** A call as it is recorded, for tests of how it is written. */
export function testCall(
  more: { method?: string; url?: string; headers?: [string, string][]; body?: string | Uint8Array } = {},
): OutgoingCall {
  const {
    method = 'GET',
    url = `https://api.weixin.qq.com/cgi-bin/getcallbackip?access_token=${TOKEN_MARKER}`,
    headers = [],
  } = more
  return {
    method,
    url: piecesOf(url, {}),
    headers: headers.map(([name, value]) => ({ name, value: piecesOf(value, {}) })),
    body: testBody(more.body ?? ''),
  }
}

function testBody(body: string | Uint8Array): BodyPieces {
  return bodyPieces(typeof body === 'string' ? Buffer.from(body) : body, countRemoved().cutBy({}), 'request-body')
}
