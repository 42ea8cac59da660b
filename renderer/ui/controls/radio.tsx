import { Radio as Base } from '@base-ui/react/radio'
import { RadioGroup as BaseGroup } from '@base-ui/react/radio-group'
import { type ReactNode, useId } from 'react'

export function RadioGroup<Value extends string>({
  label,
  value,
  onChange,
  children,
}: {
  label: string
  value: Value
  onChange(value: Value): void
  children: ReactNode
}) {
  const id = useId()
  return (
    <div className="flex flex-col gap-1.5">
      <span id={id} className="text-small font-strong text-text-2">
        {label}
      </span>
      <BaseGroup
        aria-labelledby={id}
        value={value}
        onValueChange={(next) => onChange(next as Value)}
        className="flex flex-col gap-2"
      >
        {children}
      </BaseGroup>
    </div>
  )
}

/** One choice with a sentence on what it does. */
export function Radio({ value, label, why }: { value: string; label: string; why: string }) {
  const id = useId()
  return (
    <div className="flex items-start gap-2.5">
      <Base.Root
        value={value}
        aria-labelledby={`${id}-label`}
        aria-describedby={`${id}-why`}
        className="mt-0.5 grid size-4 shrink-0 place-items-center rounded-full border border-border-control bg-surface data-checked:border-text"
      >
        <Base.Indicator className="size-2 rounded-full bg-text" />
      </Base.Root>
      <div className="min-w-0">
        <div id={`${id}-label`} className="font-strong">
          {label}
        </div>
        <div id={`${id}-why`} className="text-small/4.5 text-text-3">
          {why}
        </div>
      </div>
    </div>
  )
}
