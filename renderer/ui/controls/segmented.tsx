import { Toggle } from '@base-ui/react/toggle'
import { ToggleGroup } from '@base-ui/react/toggle-group'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** One of a few, all in sight. `label` names the group. */
export function Segmented<Value extends string>({
  label,
  value,
  onChange,
  options,
  className,
}: {
  label: string
  value: Value
  onChange(value: Value): void
  options: { value: Value; label: ReactNode; count?: number }[]
  className?: string
}) {
  return (
    <ToggleGroup
      aria-label={label}
      value={[value]}
      // Pressing the chosen one again would leave none chosen.
      onValueChange={(chosen: Value[]) => chosen[0] !== undefined && onChange(chosen[0])}
      className={clsx('inline-flex gap-0.5 rounded-2 bg-surface-3 p-0.5', className)}
    >
      {options.map((option) => (
        <Toggle
          key={option.value}
          value={option.value}
          className="inline-flex h-6 grow items-center justify-center gap-1.5 rounded-1 px-2.5 text-small font-strong whitespace-nowrap text-text-2 data-pressed:bg-surface data-pressed:text-text data-pressed:ring-1 data-pressed:ring-border-strong dark:data-pressed:bg-border-strong"
        >
          {option.label}
          {option.count !== undefined && <span className="font-text text-text-3">{option.count}</span>}
        </Toggle>
      ))}
    </ToggleGroup>
  )
}
