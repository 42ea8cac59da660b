import { MARKER } from './marker.ts'
import type { RequestDraft } from './request.ts'

/** What was recorded of a request: the secrets in it are markers. */
export interface RecordedRequest {
  method: 'GET' | 'POST'
  target: string
  body: string
}

const accessToken = new RegExp(String.raw`((?:[?&]|")access_token"?\s*[=:]\s*"?)${MARKER}`, 'g')
const secret = new RegExp(String.raw`((?:[?&]|")(?:app)?secret"?\s*[=:]\s*"?)${MARKER}`, 'g')

/**
 * A recorded request, to be sent again: markers of the access_token and the AppSecret become placeholders, so that what
 * is held now is sent. Any other marker stays and has to be replaced by hand.
 */
export function draftFrom({ method, target, body }: RecordedRequest): RequestDraft {
  const restored = restore(target)
  // In front of the query is where the console attaches it.
  const [path = '', rest] = restored.split(/\?access_token=\$WX_ACCESS_TOKEN(?:&|$)/)
  const attachToken = rest !== undefined
  return { method, target: rest ? `${path}?${rest}` : path, body: restore(body), attachToken }
}

function restore(text: string): string {
  return text.replace(accessToken, '$1$$WX_ACCESS_TOKEN').replace(secret, '$1$$WX_APPSECRET')
}
