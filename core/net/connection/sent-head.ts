import type { Headers } from '#contract/exchange.ts'

/** The head of a request as it was sent. */
export interface SentHead {
  /** As undici tells it: all but the Content-Length, which it writes after it. */
  text: string
  /** Bytes of the body, when there is one. */
  bodyBytes?: number
}

export function parseSentHead({ text, bodyBytes }: SentHead): {
  target: string
  httpVersion: string
  headers: Headers
} {
  const [first = '', ...lines] = text.trimEnd().split('\r\n')
  const [, target = '', version = ''] = first.split(' ')
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon), line.slice(colon + 1).trim()]
  })
  if (bodyBytes !== undefined) headers.push(['content-length', String(bodyBytes)])
  return { target, httpVersion: version.replace('HTTP/', ''), headers }
}
