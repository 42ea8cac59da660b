import { createHash } from 'node:crypto'
import type { Problem } from '#contract/problem.ts'
import { causeOf } from '#contract/pure/request/initiator.ts'
import type { Language } from '#contract/settings.ts'
import type { RemovedSecret } from '#contract/share.ts'
import { prettyJson } from '#core/exchange/compare/canonical-json.ts'
import { fill } from '#i18n/fill.ts'
import { texts } from '#i18n/index.ts'
import { plainBytes } from './exchange-text.ts'
import { explained } from './explained.ts'
import type { HarSource } from './har.ts'
import { type Html, html, marked } from './html.ts'
import { pageStyle } from './page-style.ts'
import { plainText } from './secrets.ts'

/** Most characters of a body on the page; the page says how many are left out. */
export const MAX_PAGE_BODY = 256 * 1024

export interface PageSource extends HarSource {
  removed: RemovedSecret[]
  language: Language
  product: { name: string; version: string }
  /** Epoch ms. */
  writtenAt: number
}

/** One exchange as a self-contained page: no script, nothing is loaded, everything is escaped. */
export function pageOf(source: PageSource): string {
  const { view, language, product } = source
  const words = texts[language]
  const { exchange, share } = words
  const styleHash = createHash('sha256').update(pageStyle).digest('base64')
  const policy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'`
  const title = `${view.method} ${view.path}`
  const { response } = view
  const requestLine = `${view.method} ${source.url.slice(view.origin.length)} HTTP/${view.request.httpVersion}`
  const page = html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width">
<title>${title} · ${product.name}</title>
<style>${{ markup: pageStyle }}</style>
</head>
<body>
<main>
<h1>${title}</h1>
<p class="dim">${view.origin} · ${timeOf(view.startedAt)} · ${exchange.cause[causeOf(view)]}</p>
${source.problem && explanation(source, source.problem)}
${facts(source)}
${phases(source)}
<h2>${exchange.request}</h2>
<pre>${marked(head(requestLine, source.requestHeaders))}</pre>
${bodyView(source, 'request')}
<h2>${exchange.response}</h2>
${
  response
    ? html`<pre>${marked(head(`HTTP/${response.httpVersion} ${response.status} ${source.statusText}`.trimEnd(), source.responseHeaders))}</pre>
${bodyView(source, 'response')}
${source.trailers.length > 0 ? html`<pre>${marked(fieldsOf(source.trailers))}</pre>` : undefined}`
    : html`<p class="dim">${exchange.noResponse}</p>`
}
${removedTable(source)}
<footer class="dim">${fill(share.page.footer, { product: product.name, version: product.version, time: timeOf(source.writtenAt) })}</footer>
</main>
</body>
</html>
`
  return page.markup
}

const fieldsOf = (headers: HarSource['requestHeaders']) =>
  headers.map(({ name, value }) => `${name}: ${plainText(value)}`).join('\n')

const head = (first: string, headers: HarSource['requestHeaders']) => [first, fieldsOf(headers)].join('\n').trimEnd()

function explanation({ language }: PageSource, problem: Problem): Html {
  const { title, why, todo, facts: named } = explained(texts[language], problem)
  return html`<div class="bad">
<p><strong>${title}</strong></p>
<p>${why} ${todo}</p>
<dl>${named.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>
</div>`
}

function facts({ view, statusText, language }: PageSource): Html {
  const { fact } = texts[language].exchange
  const { connection, response, phases: times } = view
  const rows: [string, string][] = [[fact.status, response ? `${response.status} ${statusText}`.trimEnd() : fact.none]]
  if (times) rows.push([fact.total, durationOf(times.total)])
  if (view.size !== undefined) rows.push([fact.body, sizeOf(view.size)])
  if (connection) {
    const { remoteAddress, remotePort, reused, tls } = connection
    rows.push([fact.remote, `${remoteAddress.includes(':') ? `[${remoteAddress}]` : remoteAddress}:${remotePort}`])
    const secured = tls ? `${tls.version.replace('TLSv', 'TLS ')} · ${tls.cipher}` : fact.plain
    rows.push([fact.connection, `${reused ? fact.reused : fact.new} · ${secured}`])
  }
  return html`<dl>${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`
}

/** The phases as bars, each after the one before. */
function phases({ view, language }: PageSource): Html | undefined {
  const { total = 0, ...times } = view.phases ?? {}
  const { phase: names, phases: title } = texts[language].exchange
  let start = 0
  const rows = Object.entries(names).flatMap(([phase, name]) => {
    const ms = (times as Record<string, number | undefined>)[phase]
    if (ms === undefined) return []
    const span = Math.max(total, 0.001)
    const bar = { x: percent(start / span), width: percent(Math.max(ms / span, 0.002)) }
    start += ms
    return [
      html`<tr><th scope="row">${name}</th><td class="bar"><svg aria-hidden="true"><rect x="${bar.x}" width="${bar.width}" height="100%" rx="2"></rect></svg></td><td>${durationOf(ms)}</td></tr>`,
    ]
  })
  return rows.length === 0
    ? undefined
    : html`<h2>${title}</h2>
<table>${rows}</table>`
}

const percent = (part: number) => `${(Math.min(1, part) * 100).toFixed(2)}%`

function bodyView({ view, language, ...source }: PageSource, side: 'request' | 'response'): Html {
  const { exchange, share } = texts[language]
  const body = source[`${side}Body`]
  const size = view[side]?.body.size ?? 0
  if (size === 0) return html`<p class="dim">${exchange.noBody}</p>`
  if (!body) return html`<p class="dim">${fill(share.page.tooLong, { size: sizeOf(size) })}</p>`
  if (body.kind === 'bytes') return html`<p class="dim">${fill(share.page.binary, bytesOf(plainBytes(body)))}</p>`
  const text = plainText(body.pieces)
  const pretty = prettyJson(text)?.join('\n')
  const shown = (whole: string) =>
    html`<pre>${marked(whole.slice(0, MAX_PAGE_BODY))}</pre>${
      whole.length > MAX_PAGE_BODY
        ? html`<p class="dim">${fill(share.page.cut, { shown: sizeOf(MAX_PAGE_BODY), size: sizeOf(whole.length) })}</p>`
        : undefined
    }`
  if (pretty === undefined || pretty === text) return shown(text)
  return html`${shown(pretty)}
<details><summary>${side === 'request' ? exchange.asSent : exchange.asReceived}</summary>${shown(text)}</details>`
}

function removedTable({ removed, language }: PageSource): Html | undefined {
  const { share } = texts[language]
  if (removed.length === 0) return undefined
  return html`<h2>${share.removed}</h2>
<table class="removed">${removed.map(
    ({ placeholder, hash, length, count, where }) =>
      html`<tr><td><mark>$${placeholder}</mark></td><td>${share.what[placeholder]}</td><td>${fill(share.page.removedLine, { length, hash, count })} ${where.map((one) => share.where[one]).join(share.separator)}</td></tr>`,
  )}</table>`
}

/** `2026-01-02 03:04:05.678 UTC`: the reader may be in another zone than the writer. */
const timeOf = (at: number) => `${new Date(at).toISOString().replace('T', ' ').slice(0, 23)} UTC`

const durationOf = (ms: number) => (ms < 1000 ? `${Math.round(ms * 10) / 10} ms` : `${(ms / 1000).toFixed(2)} s`)

const KIB = 1024

function sizeOf(bytes: number): string {
  if (bytes < KIB) return `${bytes} B`
  return bytes < KIB * KIB ? `${(bytes / KIB).toFixed(1)} KiB` : `${(bytes / KIB / KIB).toFixed(1)} MiB`
}

function bytesOf(bytes: Uint8Array): { size: string; sha256: string } {
  return { size: sizeOf(bytes.length), sha256: createHash('sha256').update(bytes).digest('hex') }
}
