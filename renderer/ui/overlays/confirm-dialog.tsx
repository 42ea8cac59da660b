import { TriangleAlert } from 'lucide-react'
import { type ReactNode, useRef } from 'react'
import type { Failure } from '#contract/problem.ts'
import { Button, type ButtonProps } from '#renderer/ui/controls/button.tsx'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { Dialog, DialogText } from './dialog.tsx'

/** Asks before something that costs. The harmless button has the focus, and is last. */
export function ConfirmDialog({
  open = true,
  title,
  why,
  children,
  failure,
  confirm,
  safe,
  cancel,
  canBeUndone = false,
  onClose,
}: {
  open?: boolean
  title: ReactNode
  /** The sentence that is read out with the title. */
  why: ReactNode
  /** What it costs in particular, and what can be chosen about it. */
  children?: ReactNode
  failure?: Failure | undefined
  /** The button that does it. */
  confirm?: ButtonProps | undefined
  /** The button that does no harm; it closes the dialog unless it does something of its own. */
  safe?: ButtonProps | undefined
  /** Names a third button, which only closes. */
  cancel?: ReactNode
  canBeUndone?: boolean
  onClose(): void
}) {
  const safeButton = useRef<HTMLButtonElement>(null)
  return (
    <Dialog
      open={open}
      onClose={onClose}
      initialFocus={safeButton}
      icon={!canBeUndone && <Icon of={TriangleAlert} size="l" className="text-warn" />}
      title={<span className="wrap-anywhere">{title}</span>}
      footer={
        <>
          {cancel !== undefined && (
            <Button variant="plain" size="l" className="mr-auto -ml-3.5" onClick={onClose}>
              {cancel}
            </Button>
          )}
          {confirm && <Button variant="danger" size="l" {...confirm} />}
          {safe && <Button variant="primary" size="l" ref={safeButton} onClick={onClose} {...safe} />}
        </>
      }
    >
      <DialogText>{why}</DialogText>
      {children}
      {failure && <ProblemNote failure={failure} />}
    </Dialog>
  )
}
