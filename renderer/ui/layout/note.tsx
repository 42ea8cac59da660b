import { clsx } from 'clsx'
import { CircleX, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from '#renderer/ui/figures/icon.tsx'

const tones = {
  error: { icon: CircleX, className: 'bg-danger-soft text-danger-text' },
  warn: { icon: TriangleAlert, className: 'bg-warn-soft text-warn-text' },
  info: { icon: Info, className: 'bg-surface-2 text-text-2' },
}

/** A sentence that stands where it concerns; `actions` are small buttons after it. */
export function Note({
  tone = 'error',
  actions,
  banner = false,
  children,
  className,
}: {
  tone?: keyof typeof tones
  actions?: ReactNode
  /** Across the whole sheet, one line high. */
  banner?: boolean
  children: ReactNode
  className?: string
}) {
  return (
    <div
      role={tone === 'error' ? 'alert' : 'note'}
      className={clsx(
        'flex gap-2 text-small/4.5',
        banner
          ? 'min-h-9 shrink-0 items-center border-b border-border px-4 py-1 wide:px-5'
          : 'items-start rounded-2 px-3 py-2',
        tones[tone].className,
        className,
      )}
    >
      <Icon of={tones[tone].icon} size="s" className={clsx(!banner && 'mt-0.5')} />
      <div className="min-w-0 grow wrap-anywhere">{children}</div>
      {actions && <div className="flex shrink-0 items-center gap-1">{actions}</div>}
    </div>
  )
}
