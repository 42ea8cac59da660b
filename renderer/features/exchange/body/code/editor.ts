import { standardKeymap } from '@codemirror/commands'
import { EditorState, type Extension, Text } from '@codemirror/state'
import { EditorView, keymap, lineNumbers } from '@codemirror/view'
import { createBodyFormat, type Form } from '#renderer/features/exchange/body/format/body-format.ts'
import { countFound, type Found, find, finding, findStep, stopFinding, type Wanted } from './finding.ts'
import { folding } from './folding.ts'
import { jsonColours, secretMarks, specialChars } from './highlight.ts'
import { createTextFeed } from './text-feed.ts'
import { theme } from './theme.ts'

interface EditorOptions {
  form: Form
  /** Stands before the body. */
  head: string
  /** Its accessible name. */
  label: string
  /** What the editor says itself, in the language on screen. */
  phrases: Record<string, string>
  /** Ctrl F was pressed in it. */
  onFind(): void
  /** All bytes so far are text; where they stopped being JSON, if they were to be JSON. */
  onDrained(brokenAt: number | undefined): void
}

/** A text to read: lines, colours, folds and a caret for selecting. */
export interface Editor {
  /** The bytes that there are by now; `last` when there will be no more. */
  feed(bytes: Uint8Array, last: boolean): void
  /** Marks what is looked for and goes to the first after the caret; nothing when nothing is looked for. */
  find(wanted: Wanted | undefined): void
  step(forward: boolean): void
  count(wanted: Wanted): Found
  focus(): void
  destroy(): void
}

/** Opens an editor in an element's shadow root: the only place where the page's policy allows its styles. */
export function openEditor(host: HTMLElement, options: EditorOptions): Editor {
  const root = host.shadowRoot ?? host.attachShadow({ mode: 'open' })
  const format = createBodyFormat(options.form)
  const view = new EditorView({
    root,
    parent: root,
    state: EditorState.create({
      doc: Text.of(options.head.split('\n')),
      extensions: extensions(options, folding(format)),
    }),
  })
  const feed = createTextFeed(
    format,
    (insert) => view.dispatch({ changes: { from: view.state.doc.length, insert } }),
    () => options.onDrained(format.brokenAt()),
  )
  return {
    feed: feed.feed,
    find(wanted) {
      if (wanted) find(view, wanted)
      else stopFinding(view)
    },
    step: (forward) => findStep(view, forward),
    count: (wanted) => countFound(view, wanted),
    focus: () => view.focus(),
    destroy() {
      feed.stop()
      view.destroy()
    },
  }
}

function extensions({ form, label, phrases, onFind }: EditorOptions, folds: Extension): Extension {
  return [
    EditorState.readOnly.of(true),
    EditorState.phrases.of(phrases),
    // Carriage returns are part of the text, and shown.
    EditorState.lineSeparator.of('\n'),
    EditorView.contentAttributes.of({ 'aria-label': label, tabindex: '0' }),
    EditorView.lineWrapping,
    lineNumbers(),
    form === 'pretty' ? [folds, jsonColours] : [],
    secretMarks,
    specialChars,
    finding,
    keymap.of([
      {
        key: 'Mod-f',
        run: () => {
          onFind()
          return true
        },
      },
      ...standardKeymap,
    ]),
    theme,
  ]
}
