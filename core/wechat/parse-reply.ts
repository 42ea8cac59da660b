import { z } from 'zod'
import { SENDABLE } from '#contract/accounts.ts'
import type { IpCheck } from '#contract/ip-list.ts'
import type { Problem } from '#contract/problem.ts'
import { isAddressOrNetwork } from '#core/kernel/ip/ip-entry.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import type { Reply } from './api-transport.ts'
import type { Endpoint } from './errcodes.ts'
import { outlineOf } from './json-outline.ts'
import { wechatProblem } from './wechat-problem.ts'

/** Longest accepted token; WeChat asks to reserve 512 characters. */
const MAX_TOKEN = 4096
/** Largest accepted `expires_in`, in seconds: tokens live two hours, so a month is a mistake. */
const MAX_EXPIRES_IN = 31 * 24 * 3600
/** Deepest accepted nesting: WeChat's replies have five levels, and later readers may recurse for each. */
const MAX_DEPTH = 100
/** Fields that may occur once: for duplicates, some parsers take the first and others the last. */
const SINGLE_FIELDS = ['access_token', 'expires_in', 'errcode']

/** WeChat and gateways sometimes send numbers as strings. */
const integer = z.union([
  z.number().int(),
  z
    .string()
    .regex(/^-?\d{1,15}$/)
    .transform(Number),
])
const failureSchema = z.object({ errcode: integer.default(0), errmsg: z.string().catch('') })

/**
 * The body of a good reply, as an object of unknown fields. Throws `ProblemError`: `wechat` for an errcode, whatever the
 * HTTP status; `http-status`; `not-json`; `truncated` for JSON without its end; `wrong-shape`.
 */
export function parseReply(
  reply: Reply,
  endpoint: Endpoint,
  redactor: Pick<Redactor, 'text'>,
): Record<string, unknown> {
  // WeChat says `encoding=utf-8` where `charset` is meant, and sends UTF-8 whatever it says. A BOM is dropped.
  const text = utf8.decode(reply.body)
  const json = parseJson(text)
  if (json.ok && isObject(json.value)) {
    const failure = failureOf(json.value)
    if (failure.success && failure.data.errcode !== 0) {
      throw new ProblemError(wechatProblem(failure.data.errcode, redactor.text(failure.data.errmsg).text, endpoint))
    }
    if (reply.status === 200 && !failure.success) throw wrongShape('errcode')
  }
  if (reply.status !== 200) {
    throw new ProblemError({ code: 'http-status', status: reply.status, retry: reply.status >= 500 ? 'wait' : 'never' })
  }
  if (!json.ok) throw new ProblemError(notJson(text, reply.body.length))
  if (!isObject(json.value)) throw wrongShape('body')
  const { depth, keys } = outlineOf(text)
  if (depth > MAX_DEPTH) throw wrongShape('body')
  const twice = endpoint === 'token' && SINGLE_FIELDS.find((field) => keys.indexOf(field) !== keys.lastIndexOf(field))
  if (twice) throw wrongShape(twice)
  return json.value
}

/**
 * The two fields of both token endpoints. A token goes into URLs and headers and is shown: one with a blank, a line
 * break or invalid UTF-8 was damaged in transit (`wrong-shape`).
 */
export function parseToken(fields: Record<string, unknown>): { token: string; expiresInSeconds: number } {
  const token = z.string().max(MAX_TOKEN).safeParse(fields.access_token)
  if (!token.success) throw wrongShape('access_token')
  if (token.data.trim() === '') throw new ProblemError({ code: 'empty-token', retry: 'never' })
  if (!SENDABLE.test(token.data)) throw wrongShape('access_token')
  const expiresIn = integer.pipe(z.number().positive().max(MAX_EXPIRES_IN)).safeParse(fields.expires_in)
  if (!expiresIn.success) throw new ProblemError({ code: 'bad-expires-in', retry: 'never' })
  return { token: token.data, expiresInSeconds: expiresIn.data }
}

/**
 * Entries as received, with secrets redacted; an entry that is not a string becomes its JSON text. A list without a
 * single address is `no-addresses`: exported, it would close a firewall.
 */
export function parseIpListReply(fields: Record<string, unknown>, redactor: Pick<Redactor, 'text'>): string[] {
  if (!Array.isArray(fields.ip_list)) throw wrongShape('ip_list')
  const received = fields.ip_list.map((entry: unknown) => (typeof entry === 'string' ? entry : JSON.stringify(entry)))
  const readable = received.map(isAddressOrNetwork)
  if (!readable.includes(true)) {
    throw new ProblemError({ code: 'no-addresses', received: received.length, retry: 'never' })
  }
  const isClean = redactor.text(received.join('\n')).redactions === 0
  return isClean ? received : received.map((entry) => redactor.text(entry).text)
}

/** The tables of `callback/check`; absent when not requested. Losses and times stay strings with units. */
export function parseCallbackCheck(
  fields: Record<string, unknown>,
  redactor: Pick<Redactor, 'text'>,
): Omit<IpCheck, 'exchangeId'> {
  const given = z.string().transform((value) => redactor.text(value).text)
  const text = given.catch('')
  const dnsRows = z.array(z.object({ ip: text, real_operator: text })).default([])
  const pingRows = z
    .array(z.object({ ip: text, from_operator: text, package_loss: text, time: given.optional().catch(undefined) }))
    .default([])
  const dns = dnsRows.safeParse(fields.dns)
  if (!dns.success) throw wrongShape('dns')
  const ping = pingRows.safeParse(fields.ping)
  if (!ping.success) throw wrongShape('ping')
  return {
    dns: dns.data.map(({ ip, real_operator: operator }) => ({ ip, operator })),
    ping: ping.data.map(({ ip, from_operator: fromOperator, package_loss: loss, time }) => ({
      ip,
      fromOperator,
      loss,
      ...(time !== undefined && { time }),
    })),
  }
}

const utf8 = new TextDecoder()
const none = { success: true, data: { errcode: 0, errmsg: '' } } as const

/** A good reply of most endpoints has no errcode, and needs no schema. */
function failureOf(fields: Record<string, unknown>) {
  return fields.errcode === undefined ? none : failureSchema.safeParse(fields)
}

function parseJson(text: string): { ok: true; value: unknown } | { ok: false } {
  try {
    return { ok: true, value: JSON.parse(text) }
  } catch {
    return { ok: false }
  }
}

/** An object without its end was cut in transit, even when the framing says otherwise. */
function notJson(text: string, receivedBytes: number): Problem {
  const trimmed = text.trim()
  return trimmed.startsWith('{') && !trimmed.endsWith('}')
    ? { code: 'truncated', receivedBytes, retry: 'wait' }
    : { code: 'not-json', retry: 'never' }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const wrongShape = (field: string) => new ProblemError({ code: 'wrong-shape', field, retry: 'never' })
