import { clsx } from 'clsx'
import { LoaderCircle } from 'lucide-react'
import type { ComponentProps } from 'react'
import { useId } from 'react'
import { Icon, type IconType } from '#renderer/ui/figures/icon.tsx'
import { ariaKeys } from './accelerator.ts'
import { Kbd } from './kbd.tsx'

const variants = {
  primary: 'border-transparent bg-accent font-title text-on-accent hover:bg-accent-hover',
  default: 'border-border-strong bg-surface font-strong text-text shadow-1 hover:bg-surface-2',
  plain: 'border-transparent font-strong text-text-2 hover:bg-surface-3 hover:text-text',
  danger: 'border-border-strong bg-surface font-strong text-danger-text shadow-1 hover:bg-surface-2',
}

const sizes = {
  s: 'h-7 gap-1.5 px-2.5 text-small',
  m: 'h-8 gap-1.5 px-3',
  l: 'h-9 gap-2 px-3.5',
}

export interface ButtonProps extends Omit<ComponentProps<'button'>, 'disabled'> {
  variant?: keyof typeof variants
  size?: keyof typeof sizes
  icon?: IconType
  /** The icon turns; the caller changes the verb. Presses are ignored. */
  busy?: boolean
  /** Why it cannot be pressed now; said beside it. Presses are ignored, focus is not. */
  disabledReason?: string | undefined
  accelerator?: string | undefined
}

export function Button({
  variant = 'default',
  size = 'm',
  icon,
  busy = false,
  disabledReason,
  accelerator,
  className,
  children,
  onClick,
  ...rest
}: ButtonProps) {
  const reasonId = useId()
  const off = disabledReason !== undefined
  const button = (
    <button
      type="button"
      {...rest}
      {...(accelerator && { 'aria-keyshortcuts': ariaKeys(accelerator) })}
      {...(off && { 'aria-disabled': true, 'aria-describedby': reasonId })}
      {...(busy && { 'aria-busy': true })}
      onClick={off || busy ? (event) => event.preventDefault() : onClick}
      className={clsx(
        'inline-flex shrink-0 items-center justify-center rounded-2 border whitespace-nowrap transition-colors duration-(--dur-1)',
        off ? 'border-border bg-surface-2 font-strong text-text-3' : variants[variant],
        sizes[size],
        className,
      )}
    >
      {busy ? (
        <Icon
          of={LoaderCircle}
          size={size === 's' ? 's' : 'm'}
          className="motion-safe:animate-[spin_1s_linear_infinite]"
        />
      ) : (
        icon && (
          <Icon
            of={icon}
            size={size === 's' ? 's' : 'm'}
            className={clsx(variant === 'default' && !off && 'text-text-2')}
          />
        )
      )}
      {children}
      {accelerator && <Kbd accelerator={accelerator} onAccent={variant === 'primary' && !off} />}
    </button>
  )
  if (!off) return button
  return (
    <span className="inline-flex items-center gap-2">
      {button}
      <span id={reasonId} className="text-small text-text-3">
        {disabledReason}
      </span>
    </span>
  )
}
