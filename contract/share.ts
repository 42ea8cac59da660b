import { type } from '@orpc/contract'
import { z } from 'zod'
import { command } from './base.ts'
import { MAX_HAR_EXCHANGES, type Placeholder, shareFormats, snippetFormats } from './pure/share.ts'
import { languageSchema } from './settings.ts'

/** Where in an exchange a secret was. */
export type SecretLocation =
  | 'request-target'
  | 'request-headers'
  | 'request-body'
  | 'response-head'
  | 'response-body'
  | 'explanation'

/** One secret that is not in the shared text. */
export interface RemovedSecret {
  placeholder: Placeholder
  /** The first 6 hex digits of its SHA-256, and its length, as in the marker. */
  hash: string
  length: number
  count: number
  where: SecretLocation[]
  /**
   * Whether `share.copyWithSecrets` would put the real one in. `not-held`: the account does not hold it now ·
   * `no-clipboard`: the account holds it, but this host has no clipboard, so the page would have to see it.
   */
  real: 'held' | 'not-held' | 'no-clipboard'
}

/**
 * Limits of the shared text. `request-cut`: the request's body was not recorded whole · `bodies-left-out`: number of
 * bodies that were too long for one file, or are no longer whole · `gone`: number of exchanges that are no longer
 * stored.
 */
export type ShareNote =
  | { note: 'request-cut' }
  | { note: 'bodies-left-out'; count: number }
  | { note: 'gone'; count: number }

export interface SharedText {
  text: string
  fileName: string
  mediaType: string
  removed: RemovedSecret[]
  notes: ShareNote[]
}

/** `included`: the secrets that are in the text; every other one is still a placeholder. */
export type CopiedWithSecrets = { included: Placeholder[] } & ({ copied: true } | { copied: false; text: string })

const exchangeId = z.number().int().nonnegative()

export const shareContract = {
  /**
   * Shares one exchange: each secret in it is a placeholder. `language` is that of the HTML page. Fails with
   * `exchange-not-found`.
   */
  write: command
    .input(z.object({ id: exchangeId, format: z.enum(shareFormats), language: languageSchema }))
    .output(type<SharedText>()),
  /**
   * Several exchanges as one HAR file, oldest first. Fails with `exchange-not-found` when none of them is stored any
   * more.
   */
  har: command.input(z.object({ ids: z.array(exchangeId).min(1).max(MAX_HAR_EXCHANGES) })).output(type<SharedText>()),
  /**
   * An exchange as code with the secrets that its account holds now. No reply holds an AppSecret: a host with a
   * clipboard writes the text there, the page of another host gets it with the token alone, as with `token.copy`.
   * `confirmed`: the person has agreed.
   */
  copyWithSecrets: command
    .input(z.object({ id: exchangeId, format: z.enum(snippetFormats), confirmed: z.literal(true) }))
    .output(type<CopiedWithSecrets>()),
}
