import { clsx } from 'clsx'
import type { ComponentProps } from 'react'
import { Icon, type IconType } from '#renderer/ui/figures/icon.tsx'
import { ariaKeys } from './accelerator.ts'
import { Tooltip } from './tooltip.tsx'

export interface IconButtonProps extends Omit<ComponentProps<'button'>, 'disabled' | 'aria-label'> {
  icon: IconType
  /** Its accessible name, shown as the tooltip. */
  label: string
  accelerator?: string | undefined
  tooltipSide?: 'top' | 'right' | 'bottom' | 'left'
}

export function IconButton({ icon, label, accelerator, tooltipSide = 'bottom', className, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} side={tooltipSide} hoverOnly={rest.autoFocus ?? false} accelerator={accelerator}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        {...(accelerator && { 'aria-keyshortcuts': ariaKeys(accelerator) })}
        className={clsx(
          'inline-grid size-7 shrink-0 place-items-center rounded-2 text-text-2 transition-colors duration-(--dur-1) hover:bg-surface-3 hover:text-text',
          className,
        )}
      >
        <Icon of={icon} />
      </button>
    </Tooltip>
  )
}
