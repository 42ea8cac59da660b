import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** A named part of the screen; F6 goes from one to the next, so it takes focus itself. */
export function Region({ label, className, children }: { label: string; className?: string; children: ReactNode }) {
  return (
    <section
      aria-label={label}
      data-region
      tabIndex={-1}
      className={clsx('flex min-h-0 min-w-0 flex-col focus-visible:-outline-offset-2', className)}
    >
      {children}
    </section>
  )
}

/** The line over a list: its name, how many, and what can be done with it. */
export function RegionHeader({ title, count, children }: { title: string; count?: ReactNode; children?: ReactNode }) {
  return (
    <div className="flex h-10 shrink-0 items-center gap-2.5 pr-2 pl-4 wide:h-11 wide:pr-3 wide:pl-5">
      <h2 className="font-title whitespace-nowrap">{title}</h2>
      {count !== undefined && <span className="text-small text-text-3">{count}</span>}
      {children}
    </div>
  )
}
