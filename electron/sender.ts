import type { IpcMainEvent } from 'electron'
import { isOfOrigin } from './page-security/page.ts'

/** What is looked at before a port is taken. */
export interface Sender {
  sender: unknown
  senderFrame: Pick<NonNullable<IpcMainEvent['senderFrame']>, 'parent' | 'origin' | 'url'> | null
  ports: readonly unknown[]
}

/**
 * Why a port is not taken; `undefined` when it is: only from the top frame of our window, showing a page of our origin.
 * `about:blank` and `blob:` have the origin of the page that made them, so the address counts as well.
 */
export function refusalOf(
  { sender, senderFrame, ports }: Sender,
  contents: unknown,
  ownOrigin: string,
): string | undefined {
  if (sender !== contents) return 'another window'
  if (!senderFrame) return 'the frame is gone'
  if (senderFrame.parent) return 'not the top frame'
  if (senderFrame.origin !== ownOrigin) return 'another origin'
  if (!isOfOrigin(senderFrame.url, ownOrigin)) return 'another page'
  if (ports.length !== 1) return 'not one port'
  return undefined
}
