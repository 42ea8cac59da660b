import { Popover as Base } from '@base-ui/react/popover'
import type { ReactElement, ReactNode } from 'react'

/** Controls that drop from `trigger` (a button element, which gets the handlers) and stay until pressed away. */
export function Popover({ label, trigger, children }: { label: string; trigger: ReactElement; children: ReactNode }) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align="end" sideOffset={6} collisionPadding={8} className="z-20">
          <Base.Popup
            aria-label={label}
            className="flex max-h-(--available-height) flex-col overflow-hidden rounded-3 border border-border bg-overlay shadow-3 transition-opacity duration-(--dur-2) data-ending-style:opacity-0 data-starting-style:opacity-0"
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
