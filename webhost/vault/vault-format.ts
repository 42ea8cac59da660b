import { z } from 'zod'
import { parseJson } from '#core/kernel/parse-json.ts'
import { type Kdf, kdfSchema, type Sealed, sealedSchema } from './vault-crypto.ts'

const KIND = 'mp-console-vault'
const VERSION = 1

export interface VaultContent {
  kdf: Kdf
  /** Opens with the right key only; absent when it is damaged. */
  check?: Sealed
  /** By name. A damaged value is kept as it is. */
  values: Map<string, unknown>
}

/**
 * What a file holds. `damaged`: a vault whose key cannot be derived any more. `isDamaged`: the frame is damaged, and
 * `content` has the values that are whole; `lost` is the text that remains without them, if it holds anything.
 */
export type ParsedVault =
  | { kind: 'vault'; content: VaultContent; isDamaged: boolean; lost?: string }
  | { kind: 'newer' | 'damaged' | 'not-a-vault' }

const frameSchema = z.object({ kind: z.literal(KIND), version: z.number() })
const bodySchema = z.object({ kdf: kdfSchema, check: z.unknown(), values: z.record(z.string(), z.unknown()) })

export function parseVault(text: string): ParsedVault {
  const json = parseJson(text)
  const frame = frameSchema.safeParse(json)
  if (frame.success && frame.data.version > VERSION) return { kind: 'newer' }
  const body = bodySchema.safeParse(json)
  if (!frame.success || !body.success) return salvage(text)
  const { kdf, check, values } = body.data
  return {
    kind: 'vault',
    content: { kdf, ...checkOf(check), values: new Map(Object.entries(values)) },
    isDamaged: false,
  }
}

export function printVault({ kdf, check, values }: VaultContent): string {
  const content = { kind: KIND, version: VERSION, kdf, check, values: Object.fromEntries(values) }
  return `${JSON.stringify(content, null, 2)}\n`
}

const base64 = '"[A-Za-z0-9+/=]*"'
const part = (name: string) => String.raw`"${name}"\s*:\s*${base64}`
/** One value as it is printed, with its name. */
const ENTRY = new RegExp(
  String.raw`"((?:[^"\\\n]|\\.)*)"\s*:\s*(\{\s*${part('nonce')}\s*,\s*${part('data')}\s*,\s*${part('tag')}\s*\})`,
  'g',
)
const KDF = /"kdf"\s*:\s*(\{[^{}]*\})/
/** Long enough to be a part of a sealed value. */
const SEALED_PART = /[A-Za-z0-9+/]{16,}/

/** Reads the whole values of a vault whose frame is damaged: each value stands for itself. */
function salvage(text: string): ParsedVault {
  const version = /"version"\s*:\s*(\d+)/.exec(text)
  if (text.includes(KIND) && version && Number(version[1]) > VERSION) return { kind: 'newer' }
  const entries = [...text.matchAll(ENTRY)].map(([whole, name = '', sealed = '']) => ({ whole, name, sealed }))
  const [kdfText = '', kdfValue = ''] = KDF.exec(text) ?? []
  const kdf = kdfSchema.safeParse(parseJson(kdfValue))
  if (!kdf.success || entries.length === 0) return { kind: text.includes(KIND) ? 'damaged' : 'not-a-vault' }

  // It stands before every value.
  const header = entries[0]?.name === 'check' ? entries.shift() : undefined
  const values = new Map(entries.map(({ name, sealed }) => [unescaped(name), parseJson(sealed)]))
  let rest = text.replace(kdfText, '').replace(header?.whole ?? '', '')
  for (const { whole } of entries) rest = rest.replace(whole, '')
  return {
    kind: 'vault',
    content: { kdf: kdf.data, ...checkOf(parseJson(header?.sealed ?? '')), values },
    isDamaged: true,
    ...(SEALED_PART.test(rest) && { lost: rest }),
  }
}

function checkOf(check: unknown): { check?: Sealed } {
  const { data } = sealedSchema.safeParse(check)
  return data ? { check: data } : {}
}

function unescaped(name: string): string {
  const text = parseJson(`"${name}"`)
  return typeof text === 'string' ? text : name
}
