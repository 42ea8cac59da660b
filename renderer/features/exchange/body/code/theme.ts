import { EditorView } from '@codemirror/view'

/** The page's tokens reach into the shadow root; its classes do not. */
export const theme = EditorView.theme({
  '&': { height: '100%', color: 'var(--text)', backgroundColor: 'transparent', fontSize: 'var(--type-small)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': {
    fontFamily: 'var(--font-mono)',
    fontFeatureSettings: '"zero", "calt" 0',
    letterSpacing: '-0.01em',
    lineHeight: '20px',
    overflowX: 'hidden',
    scrollbarWidth: 'thin',
    scrollbarColor: 'var(--border-strong) transparent',
  },
  '.cm-content': { padding: '10px 0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 16px 0 2px' },
  '.cm-gutters': { backgroundColor: 'transparent', border: 'none', color: 'var(--text-3)' },
  '.cm-lineNumbers .cm-gutterElement': { minWidth: '38px', padding: '0 2px 0 8px' },
  // Where nothing folds, the numbers keep the distance.
  '.cm-lineNumbers:last-child .cm-gutterElement': { paddingRight: '12px' },
  '.cm-foldGutter .cm-gutterElement': { width: '14px', padding: '0', textAlign: 'center', cursor: 'default' },
  '.cm-foldGutter span:hover': { color: 'var(--text)' },
  '.cm-foldPlaceholder': {
    margin: '0 4px',
    padding: '0 6px',
    border: 'none',
    borderRadius: 'var(--r-1)',
    backgroundColor: 'var(--surface-3)',
    color: 'var(--text-2)',
    font: 'inherit',
    cursor: 'default',
  },
  '.cm-specialChar': {
    margin: '0 1px',
    padding: '0 2px',
    borderRadius: 'var(--r-1)',
    backgroundColor: 'var(--warn-soft)',
    color: 'var(--warn-text)',
  },
  '.cm-key': { color: 'var(--code-key)' },
  '.cm-string': { color: 'var(--code-string)' },
  '.cm-number': { color: 'var(--code-number)' },
  '.cm-punct': { color: 'var(--code-punct)' },
  '.cm-secret': {
    padding: '0 4px',
    borderRadius: 'var(--r-1)',
    backgroundColor: 'var(--surface-3)',
    color: 'var(--text-2)',
  },
  '.cm-secret *': { color: 'inherit' },
  '.cm-searchMatch': { backgroundColor: 'var(--warn-soft)', outline: '1px solid var(--warn)' },
  '.cm-searchMatch-selected': { backgroundColor: 'var(--text)', '&, & *': { color: 'var(--surface)' } },
  // Not `display: none`: its place is asked for when something is scrolled into view.
  '.cm-panels.cm-panels-bottom': { height: '0', border: 'none' },
})
