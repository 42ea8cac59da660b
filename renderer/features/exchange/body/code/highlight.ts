import { RangeSetBuilder } from '@codemirror/state'
import {
  Decoration,
  type DecorationSet,
  type EditorView,
  highlightSpecialChars,
  MatchDecorator,
  ViewPlugin,
  type ViewUpdate,
} from '@codemirror/view'
import { MARKER } from '#contract/pure/text/marker.ts'
import { codeOf, HIDDEN } from '#contract/pure/text/shown-text.ts'

/** Colours are a help for what one can still read. */
const LONGEST_LINE = 20_000

const lexeme = /("[^"\\]*(?:\\.[^"\\]*)*"?)(?=(:)?)|-?\d[\d.eE+-]*|[a-z]+|[{}[\],:]/g
const marks = {
  key: Decoration.mark({ class: 'cm-key' }),
  string: Decoration.mark({ class: 'cm-string' }),
  number: Decoration.mark({ class: 'cm-number' }),
  punctuation: Decoration.mark({ class: 'cm-punct' }),
}

function markOf([text, string, colon]: RegExpExecArray): Decoration {
  if (string !== undefined) return colon === undefined ? marks.string : marks.key
  return /^[-\da-z]/.test(text) ? marks.number : marks.punctuation
}

/** Colours for the lines in sight; a line of indented JSON can be read by itself, so nothing else is parsed. */
function colours({ visibleRanges, state }: EditorView): DecorationSet {
  const builder = new RangeSetBuilder<Decoration>()
  for (const { from, to } of visibleRanges) {
    for (let at = from; at <= to; ) {
      const line = state.doc.lineAt(at)
      if (line.length <= LONGEST_LINE) {
        for (const match of line.text.matchAll(lexeme)) {
          const start = line.from + match.index
          builder.add(start, start + match[0].length, markOf(match))
        }
      }
      at = line.to + 1
    }
  }
  return builder.finish()
}

export const jsonColours = ViewPlugin.define(
  (view) => ({
    decorations: colours(view),
    update(update: ViewUpdate) {
      if (update.docChanged || update.viewportChanged) this.decorations = colours(update.view)
    },
  }),
  { decorations: (plugin) => plugin.decorations },
)

const markerMatcher = new MatchDecorator({
  regexp: new RegExp(MARKER, 'g'),
  decoration: Decoration.mark({ tagName: 'mark', class: 'cm-secret' }),
})

/** What stands where a secret stood is set apart, so that nobody takes it for what was sent. */
export const secretMarks = ViewPlugin.define(
  (view) => ({
    decorations: markerMatcher.createDeco(view),
    update(update: ViewUpdate) {
      this.decorations = markerMatcher.updateDeco(update, this.decorations)
    },
  }),
  { decorations: (plugin) => plugin.decorations },
)

/** Characters that one does not see, or that turn what follows, as their pictures or numbers; a copy has them as they are. */
export const specialChars = highlightSpecialChars({
  // A tab is as wide as a tab.
  addSpecialChars: new RegExp(`(?!\\t)(?:${HIDDEN})`, 'u'),
  render(code, description) {
    const shown = document.createElement('span')
    shown.className = 'cm-specialChar'
    shown.textContent = codeOf(code)
    shown.title = description ?? ''
    shown.setAttribute('role', 'img')
    shown.setAttribute('aria-label', description ?? codeOf(code))
    return shown
  },
})
