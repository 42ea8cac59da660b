import { clsx } from 'clsx'
import { keysOf } from './accelerator.ts'

/** The keys of an accelerator, as this platform writes them. */
export function Kbd({ accelerator, onAccent = false }: { accelerator: string; onAccent?: boolean }) {
  return (
    <span aria-hidden className="flex gap-0.5">
      {keysOf(accelerator).map((key) => (
        <kbd
          key={key}
          className={clsx(
            'inline-flex h-4.5 min-w-4.5 items-center justify-center rounded-1 border px-1 font-ui text-[11px]/none font-medium',
            onAccent
              ? 'border-transparent bg-on-accent/12 text-on-accent'
              : 'border-border-strong bg-surface text-text-3',
          )}
        >
          {key}
        </kbd>
      ))}
    </span>
  )
}
