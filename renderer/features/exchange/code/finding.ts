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
export function countFound({ state }: EditorView, wanted: Wanted): Found {
  const query = queryOf(wanted)
  if (!query.valid) return { count: 0, more: false }
  const { from, to } = state.selection.main
  const startedAt = performance.now()
  const matches = query.getCursor(state)
  let count = 0
  let current: number | undefined
  for (let match = matches.next(); !match.done; match = matches.next()) {
    count += 1
    if (match.value.from === from && match.value.to === to) current = count
    if (count === MOST_COUNTED || performance.now() - startedAt > COUNTING_MS) {
      return { count, more: true, ...(current !== undefined && { current }) }
    }
  }
  return { count, more: false, ...(current !== undefined && { current }) }
}
