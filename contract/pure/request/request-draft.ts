import { MARKER } from '#contract/pure/text/marker.ts'
import type { RequestDraft } from './request.ts'

const accessToken = new RegExp(String.raw`((?:[?&]|")access_token"?\s*[=:]\s*"?)${MARKER}`, 'g')
const secret = new RegExp(String.raw`((?:[?&]|")(?:app)?secret"?\s*[=:]\s*"?)${MARKER}`, 'g')

const ATTACHED = /\?access_token=\$WX_ACCESS_TOKEN(?:&|$)/

/**
 * A recorded request, in which secrets are markers, as a draft: those of the access_token and the AppSecret become
 * placeholders, so that the current ones are sent. Other markers stay and have to be replaced by hand.
 */
export function draftFrom({ method, target, body }: Omit<RequestDraft, 'attachToken'>): RequestDraft {
  const restored = restore(target)
  // The console attaches the token in front of the query.
  const attached = ATTACHED.exec(restored)
  if (!attached) return { method, target: restored, body: restore(body), attachToken: false }
  const path = restored.slice(0, attached.index)
  const rest = restored.slice(attached.index + attached[0].length)
  return { method, target: rest ? `${path}?${rest}` : path, body: restore(body), attachToken: true }
}

function restore(text: string): string {
  return text.replace(accessToken, '$1$$WX_ACCESS_TOKEN').replace(secret, '$1$$WX_APPSECRET')
}
