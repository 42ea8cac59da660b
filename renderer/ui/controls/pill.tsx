import { clsx } from 'clsx'
import type { ReactNode } from 'react'
import { Icon, type IconType } from '#renderer/ui/figures/icon.tsx'

/** A token's state in a word; takes its colours from the nearest `data-life`. */
export function Pill({ icon, children }: { icon: IconType; children: ReactNode }) {
  return (
    <span className="inline-flex h-5 items-center gap-1.5 rounded-full bg-life-soft pr-2 pl-1.5 text-small font-title whitespace-nowrap text-life-text wide:h-6 wide:pr-2.5 wide:pl-2">
      <Icon of={icon} size="s" />
      {children}
    </span>
  )
}

const tones = {
  neutral: 'bg-surface-3 text-text-2',
  good: 'bg-accent-soft text-accent-text',
  bad: 'bg-danger-soft text-danger-text',
  warn: 'bg-warn-soft text-warn-text',
  sandbox: 'bg-sandbox-soft text-sandbox-text',
}

/** A small fact beside a heading or in a row. */
export function Badge({
  tone = 'neutral',
  icon: Of,
  children,
}: {
  tone?: keyof typeof tones
  icon?: IconType
  children: ReactNode
}) {
  return (
    <span
      className={clsx(
        'inline-flex h-4.5 shrink-0 items-center gap-1 rounded-1 px-1.5 text-micro font-strong whitespace-nowrap',
        tones[tone],
      )}
    >
      {Of && <Of aria-hidden size={11} strokeWidth={2.25} />}
      {children}
    </span>
  )
}
