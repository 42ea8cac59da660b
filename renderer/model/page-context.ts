import { createContext, use } from 'react'
import type { RequestDraft } from '#contract/pure/request/request.ts'
import type { PresetValues, RequestPresetId } from '#contract/pure/request/request-presets.ts'

/** What the request panel begins with: a preset, with a value in it, or a recorded request. Of the chosen account unless another is named. */
export type RequestOpening = { accountId?: string } & (
  | ({ preset: RequestPresetId } & PresetValues)
  | { exchangeId: number; draft: RequestDraft }
)

/** A list of exchanges: all there are, an account's on its screen, or the one beside an exchange opened elsewhere. */
export type ListId = 'all' | `panel:${string}` | 'beside'

/** What fills the sheet beside the rail. */
export type Screen =
  | { name: 'account' }
  /** `from` is the list it was chosen in. */
  | { name: 'exchange'; id: number; from?: ListId }
  | { name: 'exchanges' }
  /** Two exchanges side by side; `before` is where one came from. */
  | { name: 'compare'; a: number; b: number; before: Screen }
  | { name: 'timeline' }
  | { name: 'ipList' }
  | { name: 'request'; opening?: RequestOpening }
  | { name: 'whitelist' }
  | { name: 'settings' }

export interface Page {
  screen: Screen
  /** The chosen account; `undefined` while there is none. */
  accountId: string | undefined
  chooseAccount(id: string): void
  /** From one exchange to the next the list stays that of the first. */
  openExchange(id: number, from?: ListId): void
  /** Everything recorded, of all accounts. */
  openExchanges(): void
  openCompare(a: number, b: number): void
  /** The chosen account's IP list over the whole sheet. */
  openIpList(): void
  /** The request panel as it was left; what it is opened with takes the place of the draft of the same kind. */
  openRequest(opening?: RequestOpening): void
  openSettings(): void
  /** What is known of an account's whitelist, and how to get on it. */
  openWhitelist(accountId: string): void
  /** The lives of the chosen account's tokens. */
  openTimeline(): void
  /** Back to a screen that was left. */
  open(screen: Screen): void
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
