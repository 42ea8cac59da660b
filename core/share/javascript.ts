import type { BodyPieces, HeaderPieces, OutgoingCall } from './exchange-text.ts'
import type { Piece, Secret } from './secrets.ts'

/** A request as a module for Node that uses the package `undici`. */
export function undiciModule(call: OutgoingCall): string {
  const hasBody = call.body.pieces.length > 0
  return `import { request } from 'undici'
${fromEnvironment(call)}
const { statusCode, headers, body } = await request(
  ${urlOf(call)},
  {
    method: ${literal(call.method)},
    headers: ${headersOf(call.headers, '    ')},${hasBody ? `\n    body: ${bodyOf(call.body)},` : ''}
  },
)
console.error(statusCode, headers)
console.log(await body.text())
`
}

/** A request as a module for Node without packages. */
export function httpsModule(call: OutgoingCall): string {
  const hasBody = call.body.pieces.length > 0 || call.method === 'POST'
  const module = call.url[0]?.toString().startsWith('http://') ? 'node:http' : 'node:https'
  const length: HeaderPieces = { name: 'content-length', value: [] }
  return `import { request } from '${module}'
${fromEnvironment(call)}
${hasBody ? `const body = ${bodyOf(call.body)}\n` : ''}const req = request(
  ${urlOf(call)},
  {
    method: ${literal(call.method)},
    headers: ${headersOf(hasBody ? [...call.headers, length] : call.headers, '    ', {
      'content-length': 'Buffer.byteLength(body)',
    })},
  },
  (res) => {
    const chunks = []
    res.on('data', (chunk) => chunks.push(chunk))
    res.on('end', () => {
      console.error(res.statusCode, res.headers)
      console.log(Buffer.concat(chunks).toString())
    })
  },
)
req.on('error', (error) => {
  throw error
})
req.end(${hasBody ? 'body' : ''})
`
}

/** In single quotes, as JavaScript reads it. */
export function literal(text: string): string {
  const escaped = JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"').replaceAll("'", "\\'")
  return `'${escaped}'`
}

/** The names of the secrets in a request, each once. */
function secretsOf({ url, headers, body }: OutgoingCall): string[] {
  const all = [...url, ...headers.flatMap(({ value }) => value), ...body.pieces]
  const names = all.flatMap((piece) =>
    typeof piece === 'string' || piece instanceof Uint8Array ? [] : [piece.placeholder],
  )
  return [...new Set(names)].sort()
}

/** A missing variable throws; sent as “undefined” it would be a refused secret. */
function fromEnvironment(call: OutgoingCall): string {
  const names = secretsOf(call)
  if (names.length === 0) return ''
  const checks = names.map((name) => `if (!${name}) throw new Error('Set ${name} in the environment')`)
  return `\nconst { ${names.join(', ')} } = process.env\n${checks.join('\n')}\n`
}

function concatenated(pieces: Piece[], write: (secret: Secret) => string): string {
  if (pieces.length === 0) return "''"
  return pieces.map((piece) => (typeof piece === 'string' ? literal(piece) : write(piece))).join(' + ')
}

/** In a query a secret has to be percent-encoded. */
function urlOf({ url }: OutgoingCall): string {
  return concatenated(url, ({ placeholder }) => `encodeURIComponent(${placeholder})`)
}

function bodyOf(body: BodyPieces): string {
  if (body.kind === 'text') return concatenated(body.pieces, ({ placeholder }) => placeholder)
  const parts = body.pieces.map((piece) =>
    piece instanceof Uint8Array
      ? `Buffer.from('${Buffer.from(piece).toString('base64')}', 'base64')`
      : `Buffer.from(${piece.placeholder})`,
  )
  return parts.length === 1 ? parts.join('') : `Buffer.concat([${parts.join(', ')}])`
}

/** One entry a name: repeated headers are a list. `code` holds values that are computed. */
function headersOf(headers: HeaderPieces[], indent: string, code: Record<string, string> = {}): string {
  const byName = new Map<string, { name: string; values: string[] }>()
  for (const { name, value } of headers) {
    const one = byName.get(name.toLowerCase()) ?? { name, values: [] }
    one.values.push(code[name.toLowerCase()] ?? concatenated(value, ({ placeholder }) => placeholder))
    byName.set(name.toLowerCase(), one)
  }
  if (byName.size === 0) return '{}'
  const lines = [...byName.values()].map(({ name, values }) => {
    const value = values.length === 1 ? values.join('') : `[${values.join(', ')}]`
    return `${indent}  ${literal(name)}: ${value},\n`
  })
  return `{\n${lines.join('')}${indent}}`
}
