import type { ReactNode } from 'react'
import { Icon, type IconType } from './icon.tsx'

/** What happened, and why. */
export function ProblemHeading({
  icon,
  title,
  why,
  children,
}: {
  icon: IconType
  title: string
  why: string
  /** Where the proof is. */
  children?: ReactNode
}) {
  return (
    <div className="flex items-start gap-3.5" role="alert">
      <span className="hidden size-9 shrink-0 place-items-center rounded-3 bg-danger-soft text-danger-text wide:grid">
        <Icon of={icon} size="l" />
      </span>
      <div className="min-w-0 grow">
        <p className="text-title font-title tracking-title wide:text-[18px]/6.5">{title}</p>
        <p className="max-w-170 text-read text-pretty text-text-2">{why}</p>
      </div>
      {children}
    </div>
  )
}
