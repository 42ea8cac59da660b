import { Switch as Base } from '@base-ui/react/switch'

export function Switch({
  checked,
  onChange,
  ...names
}: {
  checked: boolean
  onChange(checked: boolean): void
  'aria-labelledby': string
  'aria-describedby'?: string
}) {
  return (
    <Base.Root
      {...names}
      checked={checked}
      onCheckedChange={onChange}
      className="relative h-4.5 w-7.5 shrink-0 rounded-full border border-border-control bg-surface-3 data-checked:border-text data-checked:bg-text"
    >
      <Base.Thumb className="absolute top-0.5 left-0.5 size-3 rounded-full bg-border-control data-checked:left-3.5 data-checked:bg-surface" />
    </Base.Root>
  )
}
