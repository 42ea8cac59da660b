import { type } from '@orpc/contract'
import { z } from 'zod'
import { command } from './base.ts'
import { MAX_HAR_EXCHANGES, type Placeholder, shareFormats, snippetFormats } from './pure/share.ts'
import { languageSchema } from './settings.ts'

/** Where in an exchange a secret stood. */
export type SecretLocation =
  | 'request-target'
  | 'request-headers'
  | 'request-body'
  | 'response-head'
  | 'response-body'
  | 'explanation'

/** One secret that is not in what is handed over. */
export interface RemovedSecret {
  placeholder: Placeholder
  /** The first 6 hex digits of its SHA-256, and its length, as in the marker. */
  hash: string
  length: number
  count: number
  where: SecretLocation[]
  /**
   * Whether `handOver.copyWithSecrets` would put the real one in. `not-held`: it is not the one that the account holds
   * now · `no-clipboard`: it is, and this host has no clipboard to put it on, so the page would have to see it.
   */
  real: 'held' | 'not-held' | 'no-clipboard'
}

/**
 * What a reader may not expect. `request-cut`: the console has not recorded all of the request's body ·
 * `bodies-left-out`: so many bodies were too long for one file, or are no longer whole · `gone`: so many exchanges are not kept any more.
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

/** `included`: the real secrets that are in the text; every other one is still a placeholder. */
export type CopiedWithSecrets = { included: Placeholder[] } & ({ copied: true } | { copied: false; text: string })

const exchangeId = z.number().int().nonnegative()

export const shareContract = {
  /**
   * One exchange for somebody else: each secret in it is a placeholder. `language` is that of the HTML page. Fails with
   * `exchange-not-found`.
   */
  write: command
    .input(z.object({ id: exchangeId, format: z.enum(shareFormats), language: languageSchema }))
    .output(type<SharedText>()),
  /** Several as one HAR file, oldest first. Fails with `exchange-not-found` when none of them is kept any more. */
  har: command.input(z.object({ ids: z.array(exchangeId).min(1).max(MAX_HAR_EXCHANGES) })).output(type<SharedText>()),
  /**
   * A call as code with the secrets that its account holds now. No reply holds an AppSecret: a host with a clipboard
   * writes the text there, the page of one without gets it with the token alone, as `token.copy` does. `confirmed` is
   * the person's own word.
   */
  copyWithSecrets: command
    .input(z.object({ id: exchangeId, format: z.enum(snippetFormats), confirmed: z.literal(true) }))
    .output(type<CopiedWithSecrets>()),
}
