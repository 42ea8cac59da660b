import { createContext, use } from 'react'
import type { RequestDraft } from '../contract/pure/request.ts'
import type { PresetValues, RequestPresetId } from '../contract/pure/request-presets.ts'

/** What the request panel begins with: a preset, with a value in it, or a recorded request. Of the chosen account unless another is named. */
export type RequestOpening = { accountId?: string } & (
  | ({ preset: RequestPresetId } & PresetValues)
  | { exchangeId: number; draft: RequestDraft }
)

/** What fills the sheet beside the rail. */
export type Screen =
  | { name: 'account' }
  | { name: 'exchange'; id: number }
  /** Two exchanges side by side; `before` is where one came from. */
  | { name: 'compare'; a: number; b: number; before: Screen }
  | { name: 'timeline' }
  | { name: 'ipList' }
  | { name: 'request'; opening?: RequestOpening }
  | { name: 'settings' }

export interface Page {
  screen: Screen
  /** The chosen account; `undefined` while there is none. */
  accountId: string | undefined
  chooseAccount(id: string): void
  openExchange(id: number): void
  openCompare(a: number, b: number): void
  /** The chosen account's IP list over the whole sheet. */
  openIpList(): void
  /** The request panel as it was left; what it is opened with takes the place of the draft of the same kind. */
  openRequest(opening?: RequestOpening): void
  openSettings(): void
  /** The lives of the chosen account's tokens. */
  openTimeline(): void
  /** To the chosen account's panels. */
  back(): void
}

export const PageContext = createContext<Page | undefined>(undefined)

/** What is on screen, and how to change it. */
export function usePage(): Page {
  const page = use(PageContext)
  if (!page) throw new Error('usePage outside of the app')
  return page
}
