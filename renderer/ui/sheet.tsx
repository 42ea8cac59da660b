import type { ReactNode } from 'react'

/** The one sheet on the canvas; everything but the rail is on it. */
export function Sheet({ children }: { children: ReactNode }) {
  return (
    <main className="relative flex min-h-0 min-w-0 flex-col overflow-hidden rounded-4 border border-border bg-surface shadow-1">
      {children}
    </main>
  )
}

export function SheetHeader({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className="flex h-11 shrink-0 items-center gap-2.5 border-b border-border pr-2 pl-4 wide:h-13 wide:pr-3 wide:pl-5">
      <h1 className="truncate text-title font-title tracking-title">{title}</h1>
      {children}
    </header>
  )
}
