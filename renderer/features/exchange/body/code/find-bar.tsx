import { clsx } from 'clsx'
import { CaseSensitive, ChevronDown, ChevronUp, X } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useEscape } from '#renderer/actions/keyboard.ts'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import type { Editor } from './editor.ts'
import type { Found, Wanted } from './finding.ts'

/** What of the editor the bar drives. */
export type Finder = Pick<Editor, 'find' | 'step' | 'count' | 'focus'>

/** Looks for text in a body. Enter goes to the next, with Shift to the one before, Escape closes it. */
export function FindBar({ finder, onClose }: { finder: RefObject<Finder | null>; onClose(): void }) {
  const { t } = useTranslation('exchange')
  const [wanted, setWanted] = useState<Wanted>({ text: '', matchCase: false })
  const [found, setFound] = useState<Found>()

  useEscape(onClose)
  useEffect(() => () => finder.current?.find(undefined), [finder])
  const look = (next: Wanted) => {
    setWanted(next)
    finder.current?.find(next)
    setFound(next.text === '' ? undefined : finder.current?.count(next))
  }
  const step = (forward: boolean) => {
    if (wanted.text === '') return
    finder.current?.step(forward)
    setFound(finder.current?.count(wanted))
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing) return
    event.preventDefault()
    step(!event.shiftKey)
  }
  return (
    <search className="flex shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-b border-border px-2 py-1 wide:px-3">
      <input
        type="search"
        aria-label={t('find.label')}
        placeholder={t('find.label')}
        spellCheck={false}
        // A longer one is too much for an expression.
        maxLength={1_000}
        autoComplete="off"
        // biome-ignore lint/a11y/noAutofocus: it opens because one wants to type
        autoFocus
        value={wanted.text}
        onChange={({ target }) => look({ ...wanted, text: target.value })}
        onKeyDown={onKeyDown}
        className="focus-inset h-7 min-w-32 grow basis-32 rounded-2 border border-border-control bg-surface-2 px-2"
      />
      <span aria-live="polite" className="text-small whitespace-nowrap text-text-2 tabular-nums">
        {found && <HowOften found={found} />}
      </span>
      <span className="flex">
        <IconButton
          icon={CaseSensitive}
          label={t('find.matchCase')}
          aria-pressed={wanted.matchCase}
          className={clsx(wanted.matchCase && 'bg-surface-3 text-text')}
          onClick={() => look({ ...wanted, matchCase: !wanted.matchCase })}
        />
        <IconButton icon={ChevronUp} label={t('find.previous')} onClick={() => step(false)} />
        <IconButton icon={ChevronDown} label={t('find.next')} onClick={() => step(true)} />
        <IconButton icon={X} label={t('find.close')} onClick={onClose} />
      </span>
    </search>
  )
}

function HowOften({ found: { count, current, more } }: { found: Found }) {
  const { t } = useTranslation('exchange')
  const format = useFormat()
  if (count === 0) return t(more ? 'find.searching' : 'find.none')
  const shown = `${format.count(count)}${more ? '+' : ''}`
  return current === undefined ? shown : t('find.position', { current: format.count(current), count: shown })
}
