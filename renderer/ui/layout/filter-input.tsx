import { clsx } from 'clsx'
import { Search } from 'lucide-react'
import type { KeyboardEvent } from 'react'
import { actions } from '#contract/pure/actions/actions.ts'
import { ariaKeys } from '#renderer/ui/controls/accelerator.ts'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { focusRows } from './regions.ts'

/** The small search box over a list. `label` is its accessible name and placeholder. Esc empties it before it leaves. */
export function FilterInput({
  label,
  value,
  onChange,
  className,
}: {
  label: string
  value: string
  onChange(value: string): void
  className?: string
}) {
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.nativeEvent.isComposing) return
    if (event.key === 'ArrowDown' || event.key === 'Enter') focusRows(event.currentTarget)
    else if (event.key === 'Escape' && value !== '') onChange('')
    else return
    event.preventDefault()
  }
  return (
    <div className={clsx('relative', className)}>
      <Icon of={Search} size="s" className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-text-3" />
      <input
        type="search"
        spellCheck={false}
        autoComplete="off"
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
        aria-label={label}
        aria-keyshortcuts={ariaKeys(actions['view.filter'].accelerator)}
        placeholder={label}
        className="focus-inset h-7 w-full rounded-2 border border-border-control bg-surface-2 pr-2 pl-7"
      />
    </div>
  )
}
