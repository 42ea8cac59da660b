import type { ReactNode } from 'react'
import { Icon, type IconType } from './icon.tsx'

/** One thing to know before deciding; stands in a list. */
export function Point({ icon, children }: { icon: IconType; children: ReactNode }) {
  return (
    <li className="flex items-start gap-2.5 text-text-2">
      <Icon of={icon} className="mt-0.5 text-text-3" />
      {children}
    </li>
  )
}
