import type { AttemptEnd, AttemptObserver, ConnectionFacts, ReplyHead } from '#core/net/http.ts'
import { createWireBody, type WireBody } from './body.ts'

/** The observed data of one attempt; it has secrets, so it never leaves the recorder. */
export interface SeenOfAttempt {
  connection?: ConnectionFacts
  /** Request line and headers; absent when nothing was sent. */
  requestHead?: string
  requestBody: WireBody
  replyHead?: ReplyHead
  replyBody: WireBody
  receivedBytes: number
  end?: AttemptEnd
}

export function observeAttempt(): { observer: AttemptObserver; seen: SeenOfAttempt } {
  const seen: SeenOfAttempt = { requestBody: createWireBody(), replyBody: createWireBody(), receivedBytes: 0 }
  const observer: AttemptObserver = {
    connected(facts) {
      seen.connection = facts
    },
    requestHead(text) {
      seen.requestHead = text
    },
    requestBytes: (chunk) => seen.requestBody.push(chunk),
    replyHead(head) {
      seen.replyHead = head
    },
    replyBytes(chunk) {
      seen.receivedBytes += chunk.length
      seen.replyBody.push(chunk)
    },
    ended(end) {
      seen.end = end
    },
  }
  return { observer, seen }
}
