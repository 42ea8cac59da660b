import type { HttpHeaders } from '#core/net/http.ts'

/** The head of a request, from the text that was sent. */
export function parseRequestHead(text: string): { target: string; httpVersion: string; headers: HttpHeaders } {
  const [first = '', ...lines] = text.trimEnd().split('\r\n')
  const [, target = '', version = ''] = first.split(' ')
  const headers = lines.map((line): [string, string] => {
    const colon = line.indexOf(':')
    return [line.slice(0, colon), line.slice(colon + 1).trim()]
  })
  return { target, httpVersion: version.replace('HTTP/', ''), headers }
}
