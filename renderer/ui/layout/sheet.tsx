import { ArrowLeft } from 'lucide-react'
import type { ReactNode } from 'react'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'

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

/** Over a screen that one comes back from. The way back has the first focus. */
export function BackHeader({
  back,
  title,
  about,
  onBack,
  children,
}: {
  /** What the way back is called. */
  back: string
  title?: string
  /** Name of the account that it is about. */
  about?: string
  onBack(): void
  children?: ReactNode
}) {
  return (
    <header className="flex h-11 shrink-0 items-center gap-2.5 border-b border-border pr-3 pl-2 wide:h-13 wide:pl-3">
      <IconButton icon={ArrowLeft} label={back} autoFocus onClick={onBack} />
      {title !== undefined && <h1 className="truncate text-title font-title tracking-title">{title}</h1>}
      {about !== undefined && <span className="truncate text-text-3">{about}</span>}
      {children}
    </header>
  )
}
