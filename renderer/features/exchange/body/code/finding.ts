import {
  closeSearchPanel,
  findNext,
  findPrevious,
  openSearchPanel,
  SearchQuery,
  search,
  setSearchQuery,
} from '@codemirror/search'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'

/** What is looked for. */
export interface Wanted {
  text: string
  matchCase: boolean
}

/** How often it is there. */
export interface Found {
  count: number
  /** Which of them is selected, from 1. */
  current?: number
  /** There may be others: counting took too long, or there are too many. */
  more: boolean
}

const MOST_COUNTED = 1_000
const COUNTING_MS = 40
/** Characters looked through between two looks at the clock. */
const BLOCK = 64 * 1024

/** The bar with the field is the page's own; this only marks what is found. */
export const finding: Extension = search({
  createPanel: () => ({ dom: document.createElement('div') }),
  scrollToMatch: (range) => EditorView.scrollIntoView(range, { y: 'center' }),
})

/** As an expression, which is looked for a line at a time: ten times as fast as letter by letter. */
function queryOf({ text, matchCase }: Wanted): SearchQuery {
  return new SearchQuery({
    search: text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&'),
    regexp: true,
    caseSensitive: matchCase,
  })
}

/** Marks it wherever it is, and goes to the first from the selection on: the same one while more of it is typed. */
export function find(view: EditorView, wanted: Wanted): void {
  openSearchPanel(view)
  const query = queryOf(wanted)
  view.dispatch({ effects: setSearchQuery.of(query), selection: { anchor: view.state.selection.main.from } })
  if (query.valid) findNext(view)
}

export function findStep(view: EditorView, forward: boolean): void {
  if (forward) findNext(view)
  else findPrevious(view)
}

export function stopFinding(view: EditorView): void {
  closeSearchPanel(view)
}

/** Counts what there is to find, as far as that goes quickly. */
export function countFound({ state }: EditorView, wanted: Wanted, mostMs = COUNTING_MS): Found {
  const query = queryOf(wanted)
  if (!query.valid) return { count: 0, more: false }
  const { main } = state.selection
  const startedAt = performance.now()
  let count = 0
  let current: number | undefined
  const found = (more: boolean): Found => ({ count, more, ...(current !== undefined && { current }) })
  // Whole lines, for nothing is found across two; the clock is looked at after each block, found or not.
  for (let from = 0, to = 0; from <= state.doc.length; from = to + 1) {
    if (performance.now() - startedAt > mostMs) return found(true)
    to = state.doc.lineAt(Math.min(from + BLOCK, state.doc.length)).to
    const matches = query.getCursor(state, from, to)
    for (let match = matches.next(); !match.done; match = matches.next()) {
      count += 1
      if (match.value.from === main.from && match.value.to === main.to) current = count
      if (count === MOST_COUNTED) return found(true)
    }
  }
  return found(false)
}
