/**
 * `stable`: POST /cgi-bin/stable_token, harmless to repeat. `classic`: GET /cgi-bin/token, each call invalidates the
 * token before.
 */
export const tokenFamilies = ['stable', 'classic'] as const
export type TokenFamily = (typeof tokenFamilies)[number]

/** Where an account's token comes from. `pasted`: obtained elsewhere and typed in; nothing is fetched. */
export type TokenSource = { kind: 'wechat'; family: TokenFamily } | { kind: 'pasted' }

/** The source in one word, as in keys and stored records. */
export type SourceName = TokenFamily | 'pasted'

export const sourceName = (source: TokenSource): SourceName => (source.kind === 'wechat' ? source.family : source.kind)

export const sourceNamed = (name: SourceName): TokenSource =>
  name === 'pasted' ? { kind: 'pasted' } : { kind: 'wechat', family: name }

/** The abilities of a source. */
export interface SourceTraits {
  /** The console can fetch a token from it, also to renew it automatically. */
  canRenew: boolean
  /** A newer token invalidates the one before, which production may be using: nothing is fetched unasked. */
  harmsProduction: boolean
  /** WeChat can be made to replace a token early. */
  canForce: boolean
  needsSecret: boolean
}

const traits: Record<SourceName, SourceTraits> = {
  stable: { canRenew: true, harmsProduction: false, canForce: true, needsSecret: true },
  classic: { canRenew: true, harmsProduction: true, canForce: false, needsSecret: true },
  pasted: { canRenew: false, harmsProduction: false, canForce: false, needsSecret: false },
}

export const sourceTraits = (source: TokenSource): SourceTraits => traits[sourceName(source)]
