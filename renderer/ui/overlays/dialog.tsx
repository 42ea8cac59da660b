import { Dialog as Base } from '@base-ui/react/dialog'
import { clsx } from 'clsx'
import { X } from 'lucide-react'
import type { ReactNode, RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon, type IconType } from '#renderer/ui/figures/icon.tsx'

/** A modal sheet. Esc closes it, a press outside too unless something can be lost; focus goes back where it was. */
export function Dialog({
  open,
  onClose,
  title,
  children,
  footer,
  size = 'm',
  icon,
  initialFocus,
  holdsInput = false,
}: {
  open: boolean
  onClose(): void
  title: ReactNode
  children: ReactNode
  /** Buttons, the safe one last; without any, there is one to close it. */
  footer?: ReactNode
  size?: 'm' | 'l'
  icon?: ReactNode
  /** What has focus first; the first control when absent. */
  initialFocus?: RefObject<HTMLElement | null>
  /** A press outside must not lose what is typed in it. */
  holdsInput?: boolean
}) {
  const { t } = useTranslation()
  return (
    <Base.Root open={open} disablePointerDismissal={holdsInput} onOpenChange={(next) => !next && onClose()}>
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-20 bg-scrim transition-opacity duration-(--dur-3) ease-out data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Base.Popup
          {...(initialFocus && { initialFocus })}
          className={clsx(
            'fixed top-1/2 left-1/2 z-20 flex max-h-[calc(100vh-32px)] w-[calc(100vw-32px)] -translate-1/2 flex-col overflow-hidden rounded-4 border border-border bg-overlay shadow-3 transition-[opacity,scale] duration-(--dur-3) ease-out data-ending-style:scale-98 data-ending-style:opacity-0 data-starting-style:scale-98 data-starting-style:opacity-0',
            size === 'm' ? 'max-w-140' : 'max-w-180',
          )}
        >
          <div className="flex min-h-0 flex-col gap-4 overflow-y-auto p-6">
            <Base.Title className="flex items-center gap-2.5 text-title font-title tracking-title">
              {icon}
              {title}
            </Base.Title>
            {children}
          </div>
          {footer ? (
            <div className="flex flex-wrap items-center justify-end gap-2 border-t border-border bg-surface-2 px-6 py-3">
              {footer}
            </div>
          ) : (
            // Last, so that the focus starts in the content.
            <Base.Close
              aria-label={t('close')}
              className="absolute top-4 right-4 grid size-7 place-items-center rounded-2 text-text-2 hover:bg-surface-3 hover:text-text"
            >
              <Icon of={X} />
            </Base.Close>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  )
}

/** The sentence under a dialog's title; read out with it. */
export function DialogText({ children }: { children: ReactNode }) {
  return <Base.Description className="text-read text-text-2">{children}</Base.Description>
}

/** One thing to know before deciding; stands in a list. */
export function Point({ icon, children }: { icon: IconType; children: ReactNode }) {
  return (
    <li className="flex items-start gap-2.5 text-text-2">
      <Icon of={icon} className="mt-0.5 text-text-3" />
      {children}
    </li>
  )
}
