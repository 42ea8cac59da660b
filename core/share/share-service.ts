import type { ExchangeView } from '#contract/exchange.ts'
import type { ShareFormat, SnippetFormat } from '#contract/pure/share.ts'
import type { Language } from '#contract/settings.ts'
import type { CopiedWithSecrets, RemovedSecret, SharedText, ShareNote } from '#contract/share.ts'
import type { Accounts } from '#core/accounts/accounts.ts'
import type { Exchanges } from '#core/exchange/exchanges.ts'
import type { BodySide } from '#core/exchange/store/exchange-store.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { nextTurn } from '#core/kernel/clock/next-turn.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { Tokens } from '#core/token/tokens.ts'
import { curlCommand } from './curl.ts'
import { bodyPieces, headerPieces, type OutgoingCall, outgoingCall } from './exchange-text.ts'
import { type HarSource, harOf } from './har.ts'
import { httpsModule, undiciModule } from './javascript.ts'
import { pageOf } from './page.ts'
import { withRealSecrets } from './real-secrets.ts'
import {
  countRemoved,
  type HeldSecrets,
  isSecret,
  piecesOf,
  plainText,
  type RemovedCount,
  type Secret,
} from './secrets.ts'

/** A longer body is not put into a file with others. */
export const MAX_BODY = 1024 * 1024
/** Bodies in one HAR file. */
const MAX_HAR_BODIES = 16 * 1024 * 1024

export interface ShareService {
  write(input: { id: number; format: ShareFormat; language: Language }): Promise<SharedText>
  har(ids: number[]): Promise<SharedText>
  copyWithSecrets(input: { id: number; format: SnippetFormat }): Promise<CopiedWithSecrets>
}

export interface ShareDeps {
  exchanges: Pick<Exchanges, 'get' | 'body'>
  accounts: Pick<Accounts, 'all' | 'credential'>
  tokens: Pick<Tokens, 'reveal'>
  clock: Clock
  version: string
  writeClipboard?: ((text: string) => Promise<void>) | undefined
}

const writers: Record<SnippetFormat, (call: OutgoingCall) => string> = {
  curl: curlCommand,
  undici: undiciModule,
  https: httpsModule,
}
const files: Record<ShareFormat, { extension: string; mediaType: string }> = {
  curl: { extension: 'sh', mediaType: 'text/x-shellscript' },
  undici: { extension: 'undici.mjs', mediaType: 'text/javascript' },
  https: { extension: 'https.mjs', mediaType: 'text/javascript' },
  har: { extension: 'har', mediaType: 'application/json' },
  html: { extension: 'html', mediaType: 'text/html' },
}

/** Exchanges for somebody else. Secrets are placeholders, but for the one command that a person has confirmed. */
export function createShareService({
  exchanges,
  accounts,
  tokens,
  clock,
  version,
  writeClipboard,
}: ShareDeps): ShareService {
  const product = { name: 'MP Console', version }

  async function heldBy(accountId: string): Promise<HeldSecrets> {
    const account = accounts.all().find(({ id }) => id === accountId)
    if (!account) return {}
    const appSecret = await unlessProblem(async () => (await accounts.credential(account)).appSecret)
    const token = await unlessProblem(async () => tokens.reveal(account))
    return { ...(appSecret !== undefined && { appSecret }), ...(token !== undefined && { token }) }
  }

  async function readBody(view: ExchangeView, side: BodySide): Promise<Uint8Array> {
    const size = Math.min(view[side]?.body.size ?? 0, MAX_BODY)
    const parts: Uint8Array[] = []
    for (let read = 0; read < size; ) {
      const slice = await exchanges.body(view.id, side, read)
      if (slice.length === 0) break
      parts.push(slice)
      read += slice.length
    }
    return Buffer.concat(parts).subarray(0, size)
  }

  const realOf =
    (held: HeldSecrets) =>
    (secret: Secret): RemovedSecret['real'] => {
      if (isSecret(secret, held.token)) return 'held'
      if (!isSecret(secret, held.appSecret)) return 'not-held'
      return writeClipboard ? 'held' : 'no-clipboard'
    }

  /** The whole of an exchange; `left` is how many bytes of bodies there is room for. */
  async function sourceOf(view: ExchangeView, held: HeldSecrets, removed: RemovedCount, left: { bytes: number }) {
    let leftOut = 0
    const body = async (side: BodySide) => {
      const size = view[side]?.body.size ?? 0
      if (size > Math.min(MAX_BODY, left.bytes)) {
        leftOut += 1
        return {}
      }
      const bytes = await unlessProblem(() => readBody(view, side))
      if (!bytes) {
        leftOut += 1
        return {}
      }
      left.bytes -= size
      const pieces = bodyPieces(bytes, held, removed, `${side}-body`)
      return side === 'request' ? { requestBody: pieces } : { responseBody: pieces }
    }
    const target = removed.pieces(piecesOf(view.request.target, held), 'request-target')
    const source: HarSource = {
      view,
      url: view.origin + plainText(target),
      requestHeaders: headerPieces(view.request.headers, held, removed, 'request-headers'),
      ...(await body('request')),
      statusText: plainText(removed.pieces(piecesOf(view.response?.statusText ?? '', held), 'response-head')),
      responseHeaders: headerPieces(view.response?.headers ?? [], held, removed, 'response-head'),
      ...(await body('response')),
      trailers: headerPieces(view.response?.trailers ?? [], held, removed, 'response-head'),
    }
    const hide = (text: string) => plainText(removed.pieces(piecesOf(text, held), 'explanation'))
    const problem = view.problem && (JSON.parse(hide(JSON.stringify(view.problem))) as typeof view.problem)
    return { source: { ...source, ...(problem && { problem }) }, leftOut }
  }

  async function snippet(
    id: number,
  ): Promise<{ view: ExchangeView; call: OutgoingCall; held: HeldSecrets; removed: RemovedCount }> {
    const view = await exchanges.get(id)
    const held = await heldBy(view.accountId)
    const removed = countRemoved()
    return { view, held, removed, call: outgoingCall(view, await readBody(view, 'request'), held, removed) }
  }

  return {
    async write({ id, format, language }) {
      const { extension, mediaType } = files[format]
      if (format === 'har' || format === 'html') {
        const view = await exchanges.get(id)
        const held = await heldBy(view.accountId)
        const removed = countRemoved()
        const { source, leftOut } = await sourceOf(view, held, removed, { bytes: MAX_HAR_BODIES })
        const list = removed.list(realOf(held))
        const text =
          format === 'har'
            ? jsonText(harOf([source], product))
            : pageOf({ ...source, removed: list, language, product, writtenAt: clock.now() })
        return {
          text,
          fileName: `${nameOf(view)}.${extension}`,
          mediaType,
          removed: list,
          notes: leftOutNotes(leftOut),
        }
      }
      const { view, call, held, removed } = await snippet(id)
      const { size, fullSize } = view.request.body
      return {
        text: writers[format](call),
        fileName: `${nameOf(view)}.${extension}`,
        mediaType,
        removed: removed.list(realOf(held)),
        notes: size > MAX_BODY || fullSize !== undefined ? [{ note: 'request-cut' }] : [],
      }
    },
    async har(ids) {
      const views: ExchangeView[] = []
      for (const id of [...new Set(ids)].sort((a, b) => a - b)) {
        const view = await unlessProblem(() => exchanges.get(id))
        if (view) views.push(view)
      }
      if (views.length === 0) throw new ProblemError({ code: 'exchange-not-found', retry: 'never' })
      const held = new Map<string, HeldSecrets>()
      const removed = countRemoved()
      const left = { bytes: MAX_HAR_BODIES }
      const sources: HarSource[] = []
      let leftOut = 0
      for (const view of views) {
        const secrets = held.get(view.accountId) ?? (await heldBy(view.accountId))
        held.set(view.accountId, secrets)
        const one = await sourceOf(view, secrets, removed, left)
        sources.push(one.source)
        leftOut += one.leftOut
        await nextTurn()
      }
      const notes = leftOutNotes(leftOut)
      const gone = new Set(ids).size - views.length
      if (gone > 0) notes.push({ note: 'gone', count: gone })
      return {
        text: jsonText(harOf(sources, product)),
        fileName: `wechat-${views.length}-exchanges.har`,
        mediaType: files.har.mediaType,
        removed: removed.list(() => 'not-held'),
        notes,
      }
    },
    async copyWithSecrets({ id, format }) {
      const { call, held } = await snippet(id)
      // What a page would see holds no AppSecret.
      const { appSecret: _, ...tokenOnly } = held
      const real = withRealSecrets(call, writeClipboard ? held : tokenOnly)
      const text = writers[format](real.call)
      if (!writeClipboard) return { copied: false, text, included: real.included }
      await writeClipboard(text)
      return { copied: true, included: real.included }
    },
  }
}

const jsonText = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

function leftOutNotes(count: number): ShareNote[] {
  return count > 0 ? [{ note: 'bodies-left-out', count }] : []
}

/** The last part of the path, and which exchange it was. */
function nameOf({ id, path }: ExchangeView): string {
  const last =
    path
      .split('/')
      .at(-1)
      ?.replaceAll(/[^\w-]/g, '') || 'exchange'
  return `${last.slice(0, 60)}-${id}`
}

async function unlessProblem<T>(run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof ProblemError) return undefined
    throw error
  }
}
