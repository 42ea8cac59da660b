import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { clsx } from 'clsx'

/** One of many in a column, in groups with a line between them. */
export function ChoiceList<Value extends string>({
  label,
  groups,
  nameOf,
  value,
  onChange,
  className,
}: {
  label: string
  groups: Value[][]
  nameOf(value: Value): string
  value: Value
  onChange(value: Value): void
  className?: string
}) {
  return (
    <RadioGroup
      aria-label={label}
      value={value}
      onValueChange={(next) => onChange(next as Value)}
      className={clsx('flex flex-col', className)}
    >
      {groups.map((group) => (
        <div
          key={group.join(' ')}
          className="not-first:mt-1 not-first:border-t not-first:border-border not-first:pt-1 empty:hidden"
        >
          {group.map((choice) => (
            <Radio.Root
              key={choice}
              value={choice}
              className="flex h-7 items-center rounded-2 px-2.5 -outline-offset-2 hover:bg-surface-2 data-checked:bg-surface-3 data-checked:font-strong"
            >
              {nameOf(choice)}
            </Radio.Root>
          ))}
        </div>
      ))}
    </RadioGroup>
  )
}
