import type { ReactNode } from 'react'
import { Icon, type IconType } from '#renderer/ui/figures/icon.tsx'

/** Nothing here yet: what will be, and how to get it. */
export function EmptyState({ icon, title, children }: { icon?: IconType; title: string; children?: ReactNode }) {
  return (
    <div className="flex grow flex-col items-center justify-center gap-1 px-7 py-5 text-center text-balance text-text-3">
      {icon && <Icon of={icon} size="l" className="mb-2" />}
      <b className="font-strong text-text-2">{title}</b>
      {children}
    </div>
  )
}
