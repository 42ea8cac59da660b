import { type ReactNode, useId } from 'react'

/** One setting: its name and what it does at left, its control or value at right. */
export function SettingRow({
  label,
  why,
  children,
}: {
  label: string
  why?: ReactNode
  /** Gets the ids of name and explanation, to tie a control to them. */
  children(ids: { 'aria-labelledby': string; 'aria-describedby': string }): ReactNode
}) {
  const id = useId()
  return (
    <div className="flex items-center justify-between gap-6 border-b border-border py-3 last:border-b-0">
      <div className="min-w-0">
        <div id={`${id}-label`} className="font-strong">
          {label}
        </div>
        <div id={`${id}-why`} className="text-small/4.5 text-text-3">
          {why}
        </div>
      </div>
      <div className="flex min-w-0 shrink-0 items-center justify-end gap-2">
        {children({ 'aria-labelledby': `${id}-label`, 'aria-describedby': `${id}-why` })}
      </div>
    </div>
  )
}
