import { Tooltip as Base } from '@base-ui/react/tooltip'
import type { ReactElement, ReactNode } from 'react'
import { Kbd } from './kbd.tsx'

/** A short hint on hover and focus. It repeats a name; nothing is said only here. */
export function Tooltip({
  text,
  accelerator,
  side = 'bottom',
  hoverOnly = false,
  children,
}: {
  text: ReactNode
  accelerator?: string | undefined
  side?: 'top' | 'right' | 'bottom' | 'left'
  /** What has the focus when a screen comes would cover it with a hint that nobody asked for. */
  hoverOnly?: boolean
  /** The element that is pointed at; it receives handlers and a ref. */
  children: ReactElement
}) {
  return (
    <Base.Root
      onOpenChange={(open, details) => {
        if (open && hoverOnly && details.reason === 'trigger-focus') details.cancel()
      }}
    >
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-30">
          <Base.Popup className="flex max-w-80 items-center gap-2 rounded-2 border border-border bg-overlay px-2 py-1 text-small text-text shadow-2">
            {text}
            {accelerator && <Kbd accelerator={accelerator} />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}
