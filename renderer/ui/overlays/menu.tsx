import { Menu as Base } from '@base-ui/react/menu'
import { clsx } from 'clsx'
import type { ReactElement, ReactNode } from 'react'
import { Kbd } from '#renderer/ui/controls/kbd.tsx'
import { Icon, type IconType } from '#renderer/ui/figures/icon.tsx'

/** A menu that drops from `trigger` (a button element, which gets the handlers). */
export function Menu({ trigger, children }: { trigger: ReactElement; children: ReactNode }) {
  return (
    <Base.Root>
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner align="end" sideOffset={4} className="z-20">
          <Base.Popup className="min-w-44 rounded-3 border border-border bg-overlay p-1 shadow-2 transition-opacity duration-(--dur-2) data-ending-style:opacity-0 data-starting-style:opacity-0">
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  )
}

export function MenuItem({
  icon,
  danger = false,
  accelerator,
  onSelect,
  children,
}: {
  icon?: IconType
  danger?: boolean
  accelerator?: string | undefined
  onSelect(): void
  children: ReactNode
}) {
  return (
    <Base.Item
      onClick={onSelect}
      className={clsx(
        'flex h-7 items-center gap-2 rounded-2 px-2 -outline-offset-2 data-highlighted:bg-surface-3',
        danger ? 'text-danger-text' : 'text-text',
      )}
    >
      {icon && <Icon of={icon} size="s" {...(!danger && { className: 'text-text-2' })} />}
      <span className="grow">{children}</span>
      {accelerator && <Kbd accelerator={accelerator} />}
    </Base.Item>
  )
}
