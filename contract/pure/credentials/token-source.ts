/**
 * `stable`: POST /cgi-bin/stable_token, harmless to repeat. `classic`: GET /cgi-bin/token, each call retires the one
 * before.
 */
export const tokenFamilies = ['stable', 'classic'] as const
export type TokenFamily = (typeof tokenFamilies)[number]

/** Where an account's token comes from. `pasted`: obtained elsewhere and typed in; nothing is fetched. */
export type TokenSource = { kind: 'wechat'; family: TokenFamily } | { kind: 'pasted' }

/** In one word, as keys and stored records have it. */
export type SourceName = TokenFamily | 'pasted'

export const sourceName = (source: TokenSource): SourceName => (source.kind === 'wechat' ? source.family : source.kind)

export const sourceNamed = (name: SourceName): TokenSource =>
  name === 'pasted' ? { kind: 'pasted' } : { kind: 'wechat', family: name }

/** What can be done with a source, whatever it is. */
export interface SourceTraits {
  /** The console can obtain a token from it, now and again by itself. */
  canRenew: boolean
  /** A newer token retires the one before, which a service may be using: nothing is obtained unasked. */
  harmsProduction: boolean
  /** WeChat can be made to replace a token before its end. */
  canForce: boolean
  needsSecret: boolean
}

const traits: Record<SourceName, SourceTraits> = {
  stable: { canRenew: true, harmsProduction: false, canForce: true, needsSecret: true },
  classic: { canRenew: true, harmsProduction: true, canForce: false, needsSecret: true },
  pasted: { canRenew: false, harmsProduction: false, canForce: false, needsSecret: false },
}

export const sourceTraits = (source: TokenSource): SourceTraits => traits[sourceName(source)]
