import { clsx } from 'clsx'
import { CircleX, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

const tones = {
  error: { icon: CircleX, className: 'bg-danger-soft text-danger-text' },
  warn: { icon: TriangleAlert, className: 'bg-warn-soft text-warn-text' },
  info: { icon: Info, className: 'bg-surface-2 text-text-2' },
}

/** A sentence that stands where it concerns; `actions` are small buttons after it. */
export function Note({
  tone = 'error',
  actions,
  children,
  className,
}: {
  tone?: keyof typeof tones
  actions?: ReactNode
  children: ReactNode
  className?: string
}) {
  return (
    <div
      role={tone === 'error' ? 'alert' : 'note'}
      className={clsx('flex items-start gap-2 rounded-2 px-3 py-2 text-small/4.5', tones[tone].className, className)}
    >
      <Icon of={tones[tone].icon} size="s" className="mt-0.5" />
      <div className="min-w-0 grow wrap-anywhere">{children}</div>
      {actions && <div className="flex shrink-0 items-center gap-1">{actions}</div>}
    </div>
  )
}
