import { codeFolding, foldGutter, foldKeymap, foldService } from '@codemirror/language'
import type { EditorState, Extension } from '@codemirror/state'
import { keymap } from '@codemirror/view'
import type { BodyFormat } from '#renderer/features/exchange/body/format/body-format.ts'

/** Objects and arrays fold where they were printed: at the end of a line, up to the line that closes them. */
export function folding(format: BodyFormat): Extension {
  return [
    foldService.of((state, lineStart, lineEnd) => {
      const closing = format.closedAt(state.doc.lineAt(lineStart).number - 1)
      if (closing === undefined || closing >= state.doc.lines) return null
      const last = state.doc.line(closing + 1)
      return { from: lineEnd, to: last.from + last.text.search(/\S/) }
    }),
    codeFolding({ preparePlaceholder: linesIn, placeholderDOM: placeholder }),
    foldGutter({ openText: '⌄', closedText: '›' }),
    keymap.of(foldKeymap),
  ]
}

function linesIn({ doc }: EditorState, { from, to }: { from: number; to: number }): number {
  return doc.lineAt(to).number - doc.lineAt(from).number - 1
}

function placeholder(view: { state: EditorState }, onClick: (event: Event) => void, lines: number): HTMLElement {
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'cm-foldPlaceholder'
  button.textContent = view.state.phrase('… $ lines', lines)
  button.title = view.state.phrase('unfold')
  button.setAttribute('aria-label', `${view.state.phrase('folded code')}, ${button.textContent}`)
  button.onclick = onClick
  return button
}
