import { clsx } from 'clsx'
import { Check, ChevronDown, CircleX, Info, TriangleAlert } from 'lucide-react'
import { type ComponentProps, createContext, type ReactNode, use, useId } from 'react'
import { Icon } from '#renderer/ui/figures/icon.tsx'

export interface FieldMessage {
  /** `error`: it cannot be sent so. `warn`: it looks wrong and may be sent. `good`: recognised. `hint`: help. */
  tone: 'error' | 'warn' | 'good' | 'hint'
  text: ReactNode
}

const tones = {
  error: { icon: CircleX, className: 'text-danger-text' },
  warn: { icon: TriangleAlert, className: 'text-warn-text' },
  good: { icon: Check, className: 'text-text-2' },
  hint: { icon: Info, className: 'text-text-3' },
}

interface FieldIds {
  control: string
  message: string
  tone: FieldMessage['tone'] | undefined
}

const FieldContext = createContext<FieldIds | undefined>(undefined)

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
  const id = useId()
  const ids: FieldIds = { control: id, message: `${id}-message`, tone: message?.tone }
  return (
    <FieldContext value={ids}>
      <div className={clsx('flex min-w-0 flex-col gap-1.5', className)}>
        <div className="flex gap-1.5 text-small">
          <label htmlFor={ids.control} className="font-strong text-text-2">
            {label}
          </label>
          {note && <span className="text-text-3">{note}</span>}
        </div>
        {children}
        {/* The live region stands before its words do, or they are not spoken. */}
        <div id={ids.message} aria-live="polite" className="empty:hidden">
          {message && (
            <p className={clsx('flex items-start gap-1.5 text-small/4.5', tones[message.tone].className)}>
              <Icon of={tones[message.tone].icon} size="s" className="mt-0.5" />
              <span className="min-w-0">{message.text}</span>
            </p>
          )}
        </div>
      </div>
    </FieldContext>
  )
}

function useControl() {
  const field = use(FieldContext)
  if (!field) return {}
  return {
    id: field.control,
    ...(field.tone && { 'aria-describedby': field.message }),
    ...(field.tone === 'error' && { 'aria-invalid': true }),
  }
}

const control = 'focus-inset min-w-0 rounded-2 border border-border-control bg-surface aria-invalid:border-danger'

/** A text input of a {@link Field}; usable alone with an `aria-label`. */
export function TextInput({ mono = false, className, ...rest }: ComponentProps<'input'> & { mono?: boolean }) {
  return (
    <input
      type="text"
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="off"
      {...useControl()}
      {...rest}
      className={clsx(control, 'h-8 w-full px-2.5', mono && 'mono', className)}
    />
  )
}

/** Several lines of mono text in a {@link Field}. */
export function TextArea({ className, ...rest }: ComponentProps<'textarea'>) {
  return (
    <textarea
      spellCheck={false}
      autoComplete="off"
      autoCapitalize="off"
      {...useControl()}
      {...rest}
      className={clsx(control, 'mono w-full resize-none px-3 py-2.5 leading-5', className)}
    />
  )
}

/** The system's own list of choices, in a {@link Field} or with an `aria-label`. */
export function Select<Value extends string | number>({
  options,
  onChange,
  className,
  small = false,
  ...rest
}: Omit<ComponentProps<'select'>, 'value' | 'onChange' | 'children'> & {
  value: Value
  onChange(value: Value): void
  options: { value: Value; label: string; lang?: string }[]
  small?: boolean
}) {
  return (
    <span className={clsx('relative inline-flex', className)}>
      <select
        {...useControl()}
        {...rest}
        onChange={({ target }) => {
          const chosen = options[target.selectedIndex]
          if (chosen) onChange(chosen.value)
        }}
        className={clsx(
          control,
          'w-full appearance-none truncate',
          small ? 'h-7 pr-6.5 pl-2 text-small' : 'h-8 pr-8 pl-2.5',
        )}
      >
        {options.map(({ value, label, lang }) => (
          <option key={value} value={value} lang={lang}>
            {label}
          </option>
        ))}
      </select>
      <Icon
        of={ChevronDown}
        size="s"
        className={clsx(
          'pointer-events-none absolute top-1/2 -translate-y-1/2 text-text-3',
          small ? 'right-2' : 'right-2.5',
        )}
      />
    </span>
  )
}
