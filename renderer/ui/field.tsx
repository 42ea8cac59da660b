import { Field as Base } from '@base-ui/react/field'
import { clsx } from 'clsx'
import { CircleX, Info, TriangleAlert } from 'lucide-react'
import type { ComponentProps, ReactNode } from 'react'
import { Icon } from './icon.tsx'

export interface FieldMessage {
  /** `error`: it cannot be sent so. `warn`: it looks wrong and may be sent. `hint`: help. */
  tone: 'error' | 'warn' | 'hint'
  text: ReactNode
}

const tones = {
  error: { icon: CircleX, className: 'text-danger-text' },
  warn: { icon: TriangleAlert, className: 'text-warn-text' },
  hint: { icon: Info, className: 'text-text-3' },
}

/** A label, a control and what is to be said about its content, tied together for every reader. */
export function Field({
  label,
  note,
  message,
  children,
  className,
}: {
  label: string
  /** Quiet words after the label; not part of the control's name. */
  note?: string
  message?: FieldMessage | undefined
  children: ReactNode
  className?: string
}) {
  const tone = message && tones[message.tone]
  return (
    <Base.Root invalid={message?.tone === 'error'} className={clsx('flex min-w-0 flex-col gap-1.5', className)}>
      <div className="flex gap-1.5 text-small">
        <Base.Label className="font-strong text-text-2">{label}</Base.Label>
        {note && <span className="text-text-3">{note}</span>}
      </div>
      {children}
      {message && tone && (
        <Base.Description
          {...(message.tone === 'error' && { role: 'alert' })}
          className={clsx('flex items-start gap-1.5 text-small/4.5', tone.className)}
        >
          <Icon of={tone.icon} size="s" className="mt-0.5" />
          <span className="min-w-0">{message.text}</span>
        </Base.Description>
      )}
    </Base.Root>
  )
}

const control =
  'focus-inset w-full min-w-0 rounded-2 border border-border-control bg-surface data-invalid:border-danger'

/** A text input of a {@link Field}; usable alone with an `aria-label`. */
export function TextInput({ mono = false, className, ...rest }: ComponentProps<'input'> & { mono?: boolean }) {
  return (
    <Base.Control
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="off"
      {...rest}
      className={clsx(control, 'h-8 px-2.5', mono && 'mono', className)}
    />
  )
}

/** Several lines of mono text in a {@link Field}. */
export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return (
    <Base.Control
      render={<textarea {...rest} />}
      spellCheck={false}
      autoComplete="off"
      className={clsx(control, 'mono resize-none px-3 py-2.5 leading-5', className)}
    />
  )
}
