import type { ExchangeView } from '#contract/exchange.ts'
import type { ShareFormat, SnippetFormat } from '#contract/pure/share.ts'
import type { Language } from '#contract/settings.ts'
import type { CopiedWithSecrets, RemovedSecret, SharedText, ShareNote } from '#contract/share.ts'
import type { Accounts } from '#core/accounts/accounts.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { nextTurn } from '#core/kernel/clock/next-turn.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { Module } from '#core/model/module.ts'
import type { Tokens } from '#core/token/tokens.ts'
import { curlCommand } from './curl.ts'
import { type ExchangeReader, MAX_BODY_BYTES, readBody, sourceOf, unlessProblem } from './exchange-source.ts'
import { type OutgoingCall, outgoingCall } from './exchange-text.ts'
import { type HarSource, harOf } from './har.ts'
import { httpsModule, undiciModule } from './javascript.ts'
import { pageOf } from './page.ts'
import { withRealSecrets } from './real-secrets.ts'
import { countRemoved, type HeldSecrets, isSecret, type Secret } from './secrets.ts'

/** Bytes of all bodies in one HAR file. */
const MAX_HAR_BYTES = 16 * 1024 * 1024

export interface ShareDeps {
  exchanges: ExchangeReader
  accounts: Pick<Accounts, 'find' | 'credential'>
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

/** Shares exchanges. Secrets are placeholders, except in the one command that a person has confirmed. */
export function createShare(deps: ShareDeps): Module<undefined, 'share'> {
  const { exchanges, writeClipboard } = deps

  async function snippetOf(id: number) {
    const view = await exchanges.get(id)
    const held = await heldBy(deps, view.accountId)
    const removed = countRemoved()
    const body = await readBody(exchanges, view, 'request')
    return { view, held, removed, call: outgoingCall(view, body, removed.cutBy(held)) }
  }

  async function writeSnippet(id: number, format: SnippetFormat): Promise<SharedText> {
    const { view, call, held, removed } = await snippetOf(id)
    const { size, fullSize } = view.request.body
    const isCut = size > MAX_BODY_BYTES || fullSize !== undefined
    return {
      ...fileOf(view, format),
      text: writers[format](call),
      removed: removed.list(realOf(held, deps)),
      notes: isCut ? [{ note: 'request-cut' }] : [],
    }
  }

  async function writeWhole(id: number, format: 'har' | 'html', language: Language): Promise<SharedText> {
    const product = productOf(deps)
    const view = await exchanges.get(id)
    const held = await heldBy(deps, view.accountId)
    const removed = countRemoved()
    const { source, bodiesLeftOut } = await sourceOf(exchanges, view, removed.cutBy(held), { bytes: MAX_HAR_BYTES })
    const list = removed.list(realOf(held, deps))
    const text =
      format === 'har'
        ? jsonText(harOf([source], product))
        : pageOf({ ...source, removed: list, language, product, writtenAt: deps.clock.now() })
    return { ...fileOf(view, format), text, removed: list, notes: leftOutNotes(bodiesLeftOut) }
  }

  async function copyWithSecrets(id: number, format: SnippetFormat): Promise<CopiedWithSecrets> {
    const { call, held } = await snippetOf(id)
    // What a page would see holds no AppSecret.
    const { appSecret: _, ...tokenOnly } = held
    const real = withRealSecrets(call, writeClipboard ? held : tokenOnly)
    const text = writers[format](real.call)
    if (!writeClipboard) return { copied: false, text, included: real.included }
    await writeClipboard(text)
    return { copied: true, included: real.included }
  }

  return {
    service: undefined,
    handlers: {
      share: {
        write: ({ id, format, language }) =>
          format === 'har' || format === 'html' ? writeWhole(id, format, language) : writeSnippet(id, format),
        har: ({ ids }) => writeHar(deps, [...new Set(ids)]),
        copyWithSecrets: ({ id, format }) => copyWithSecrets(id, format),
      },
    },
    snapshots: {},
  }
}

/** Several exchanges as one file; missing ones are counted. Fails with `exchange-not-found` when all are missing. */
async function writeHar(deps: ShareDeps, ids: number[]): Promise<SharedText> {
  const { exchanges } = deps
  const views: ExchangeView[] = []
  for (const id of ids.sort((a, b) => a - b)) {
    const view = await unlessProblem(() => exchanges.get(id))
    if (view) views.push(view)
  }
  if (views.length === 0) throw new ProblemError({ code: 'exchange-not-found', retry: 'never' })
  const heldByAccount = new Map<string, HeldSecrets>()
  const removed = countRemoved()
  const room = { bytes: MAX_HAR_BYTES }
  const sources: HarSource[] = []
  let bodiesLeftOut = 0
  for (const view of views) {
    const held = heldByAccount.get(view.accountId) ?? (await heldBy(deps, view.accountId))
    heldByAccount.set(view.accountId, held)
    const one = await sourceOf(exchanges, view, removed.cutBy(held), room)
    sources.push(one.source)
    bodiesLeftOut += one.bodiesLeftOut
    await nextTurn()
  }
  const notes = leftOutNotes(bodiesLeftOut)
  const gone = ids.length - views.length
  if (gone > 0) notes.push({ note: 'gone', count: gone })
  return {
    text: jsonText(harOf(sources, productOf(deps))),
    fileName: `wechat-${views.length}-exchanges.har`,
    mediaType: files.har.mediaType,
    removed: removed.list(() => 'not-held'),
    notes,
  }
}

async function heldBy({ accounts, tokens }: ShareDeps, accountId: string): Promise<HeldSecrets> {
  const account = accounts.find(accountId)
  if (!account) return {}
  const appSecret = await unlessProblem(async () => (await accounts.credential(account)).appSecret)
  const token = await unlessProblem(() => tokens.reveal(account))
  return { ...(appSecret !== undefined && { appSecret }), ...(token !== undefined && { token }) }
}

/** Whether the console could put in the secret itself. */
function realOf(held: HeldSecrets, { writeClipboard }: ShareDeps): (secret: Secret) => RemovedSecret['real'] {
  return (secret) => {
    if (isSecret(secret, held.token)) return 'held'
    if (!isSecret(secret, held.appSecret)) return 'not-held'
    return writeClipboard ? 'held' : 'no-clipboard'
  }
}

const productOf = ({ version }: ShareDeps) => ({ name: 'MP Console', version })

const jsonText = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`

function leftOutNotes(count: number): ShareNote[] {
  return count > 0 ? [{ note: 'bodies-left-out', count }] : []
}

/** A file name of the path's last part and the exchange's id. */
function fileOf({ id, path }: ExchangeView, format: ShareFormat): Pick<SharedText, 'fileName' | 'mediaType'> {
  const last = path.split('/').at(-1) ?? ''
  const name = last.replaceAll(/[^\w-]/g, '').slice(0, 60) || 'exchange'
  const { extension, mediaType } = files[format]
  return { fileName: `${name}-${id}.${extension}`, mediaType }
}
