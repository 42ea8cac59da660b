import { Checkbox as Base } from '@base-ui/react/checkbox'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'

export function Checkbox({
  checked,
  onChange,
  children,
}: {
  checked: boolean
  onChange(checked: boolean): void
  children: ReactNode
}) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is inside
    <label className="flex items-center gap-2.5">
      <Base.Root
        checked={checked}
        onCheckedChange={onChange}
        className="grid size-4 shrink-0 place-items-center rounded-1 border border-border-control bg-surface data-checked:border-text data-checked:bg-text data-checked:text-surface"
      >
        <Base.Indicator>
          <Check aria-hidden size={12} strokeWidth={3} />
        </Base.Indicator>
      </Base.Root>
      {children}
    </label>
  )
}
