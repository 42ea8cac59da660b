/** A name that says that what follows is secret; `line`: all of it to the end of the line, as in a head. */
export interface Key {
  words: string[]
  reaches?: 'line'
}

/** As last words of a name: `component_access_token`, `appSecret`, `ComponentVerifyTicket`, `EncodingAESKey`. */
export const keys: Key[] = [
  { words: ['access', 'token'] },
  { words: ['refresh', 'token'] },
  { words: ['secret'] },
  { words: ['ticket'] },
  { words: ['session', 'key'] },
  { words: ['aes', 'key'] },
  { words: ['auth', 'code'] },
  { words: ['authorization', 'code'] },
  { words: ['permanent', 'code'] },
  { words: ['password'] },
  { words: ['passwd'] },
  { words: ['passphrase'] },
  { words: ['authorization'], reaches: 'line' },
  { words: ['cookie'], reaches: 'line' },
]

const names = keys.map(({ words }) => words.join(''))

/** Whether a field of this name holds a secret: as above, in any case and with anything between its words. */
export function namesSecret(field: string): boolean {
  const letters = field.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  return names.some((name) => letters.endsWith(name))
}

/** In JSON, queries, forms, heads, XML and programs: together, or with `_` or `-` between. */
export const spellingsOf = ({ words }: Key): string[] => [...new Set(['', '_', '-'].map((by) => words.join(by)))]
