import { createRedactor } from '#core/kernel/redaction/create-redactor.ts'
import type { Bench, Row } from './row.ts'

const bytes = 10_000_000
const secrets = 200
const rounds = 9

/** What is known before a body is recorded costs time with every body: of many accounts, beside reading the same JSON. */
export const redaction: Bench = async () => [
  measure('a list of users', users()),
  measure('the same, its letters and slashes escaped', escaped(users())),
  // Reading these is hardly more than copying them, so there is no limit beside it: they show that no body is a trap.
  ...Object.entries(strings()).map(([name, text]) => {
    const { limit: _none, ...row } = measure(name, `["${appSecret(1)}","${text}"]`)
    return { ...row, note: 'no limit' }
  }),
]

function measure(name: string, json: string): Row {
  const body = Buffer.from(json)
  const redactor = createRedactor()
  for (let at = 0; at < secrets; at++) redactor.hold(`account ${at}`, at % 2 ? appSecret(at) : token(at))
  const hidden: number[] = []
  const parsed: number[] = []
  for (let round = 0; round < rounds; round++) {
    parsed.push(timed(() => JSON.parse(body.toString())))
    hidden.push(timed(() => redactor.bytes(body)))
  }
  if (redactor.bytes(body).redactions !== 1) throw new Error('the one secret in it was not hidden')
  const baseline = Math.min(...parsed)
  return {
    measure: `10 MB of JSON, ${secrets} secrets known: ${name}`,
    unit: 'ms',
    value: Math.min(...hidden),
    baseline,
    limit: 3 * baseline,
  }
}

function users(): string {
  const list: unknown[] = [{ remark: appSecret(1) }]
  for (let size = 0, at = 0; size < bytes; at++) {
    const one = {
      openid: letters(at, 28),
      nickname: `张三${at}`,
      subscribe: at % 2,
      headimgurl: `http://wx.qlogo.cn/mmopen/${letters(at, 40)}/0`,
      subscribe_time: 1_700_000_000 + at,
      remark: 'a "quoted" one\n',
      tagid_list: [at % 7, at % 11],
    }
    list.push(one)
    size += Buffer.byteLength(JSON.stringify(one))
  }
  return JSON.stringify({ total: list.length, user_info_list: list })
}

/** Each is the one string in its body. */
const strings = (): Record<string, string> => ({
  'one string of one letter': 'x'.repeat(bytes),
  'one string of base64': letters(7, bytes),
  'nothing but escapes': '\\u5f20\\u4e09'.repeat(bytes / 12),
  'nothing but percent signs': '%2525'.repeat(bytes / 5),
})

const escaped = (json: string) =>
  json
    .replaceAll('/', '\\/')
    .replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)

const appSecret = (seed: number) =>
  [...letters(seed, 32)].map((letter) => (letter.charCodeAt(0) % 16).toString(16)).join('')
const token = (seed: number) => `92_${letters(seed, 136)}`

/** The same for the same seed, and without a pattern. */
function letters(seed: number, length: number): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'
  let state = seed + 1
  return Array.from({ length }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return alphabet[state >>> 26] ?? ''
  }).join('')
}

/** Of the processor, in ms: on a machine that others use, too, what takes longer is interrupted more often. */
function timed(run: () => unknown): number {
  const from = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(from)
  return (user + system) / 1000
}
