import { clsx } from 'clsx'
import { Search } from 'lucide-react'
import type { ComponentProps } from 'react'
import { Icon } from './icon.tsx'

/** The small search box over a list. `label` is its accessible name and placeholder. */
export function FilterInput({ label, className, ...rest }: ComponentProps<'input'> & { label: string }) {
  return (
    <div className={clsx('relative', className)}>
      <Icon of={Search} size="s" className="pointer-events-none absolute top-1/2 left-2 -translate-y-1/2 text-text-3" />
      <input
        type="search"
        spellCheck={false}
        autoComplete="off"
        {...rest}
        aria-label={label}
        placeholder={label}
        className="focus-inset h-7 w-full rounded-2 border border-border-control bg-surface-2 pr-2 pl-7"
      />
    </div>
  )
}
