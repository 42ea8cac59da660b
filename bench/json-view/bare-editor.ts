import { json } from '@codemirror/lang-json'
import { EditorView } from '@codemirror/view'

/** The least that shows JSON in an editor: its text, and the language. The text is made ready beforehand. */
export function openBareEditor(parent: HTMLElement, doc: string): void {
  const view = new EditorView({ parent, doc, extensions: [json()] })
  view.dom.style.height = '100%'
}
