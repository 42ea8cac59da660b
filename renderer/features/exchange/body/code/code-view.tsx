import { type Ref, useEffect, useImperativeHandle, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Form } from '#renderer/features/exchange/body/format/body-format.ts'
import { type Editor, openEditor } from './editor.ts'
import type { Finder } from './find-bar.tsx'

interface CodeViewProps {
  bytes: Uint8Array
  /** No more bytes will come. */
  last: boolean
  form: Form
  /** Stands before the bytes. */
  head?: string
  label: string
  onFind(): void
  /** All bytes so far are on screen; where they stopped being JSON, if they were to be JSON. */
  onShown(brokenAt: number | undefined): void
  ref?: Ref<Finder>
}

/** The text of a body, as long as it may be. Form, head and label are those of the first drawing: key it by them. */
export function CodeView({ bytes, last, form, head = '', label, onFind, onShown, ref }: CodeViewProps) {
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<Editor>(undefined)
  const listeners = useRef({ onFind, onShown })
  const phrases = usePhrases()

  useEffect(() => {
    listeners.current = { onFind, onShown }
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: opened once, with what there is at first
  useEffect(() => {
    if (!host.current) return
    const opened = openEditor(host.current, {
      form,
      head,
      label,
      phrases,
      onFind: () => listeners.current.onFind(),
      onDrained: (brokenAt) => listeners.current.onShown(brokenAt),
    })
    editor.current = opened
    return () => opened.destroy()
  }, [])
  useEffect(() => editor.current?.feed(bytes, last), [bytes, last])
  useImperativeHandle(ref, () => ({
    find: (wanted) => editor.current?.find(wanted),
    step: (forward) => editor.current?.step(forward),
    count: (wanted) => editor.current?.count(wanted) ?? { count: 0, more: false },
    focus: () => editor.current?.focus(),
  }))

  return <div ref={host} className="min-h-0 grow -outline-offset-2 focus-within:outline-2 focus-within:outline-focus" />
}

/** Under the names by which the editor asks for them. */
function usePhrases(): Record<string, string> {
  const { t } = useTranslation('exchange')
  return {
    'Control character': t('code.control'),
    'Fold line': t('code.fold'),
    'Unfold line': t('code.unfold'),
    unfold: t('code.unfold'),
    'folded code': t('code.folded'),
    '… $ lines': t('code.foldedLines'),
    'Folded lines': t('code.foldedFrom'),
    'Unfolded lines': t('code.unfoldedFrom'),
    to: t('code.to'),
    'current match': t('code.match'),
    'on line': t('code.onLine'),
  }
}
