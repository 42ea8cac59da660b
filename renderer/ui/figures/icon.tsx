import type { LucideIcon } from 'lucide-react'

export type IconType = LucideIcon

const sizes = { s: 14, m: 16, l: 18 } as const

/** A decorative icon; what it means is said in words beside it or in its button's name. */
export function Icon({
  of: Of,
  size = 'm',
  className,
}: {
  of: IconType
  size?: keyof typeof sizes
  className?: string
}) {
  return <Of aria-hidden size={sizes[size]} strokeWidth={1.75} className={`shrink-0 ${className ?? ''}`} />
}
