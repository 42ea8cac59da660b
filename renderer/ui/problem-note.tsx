import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Failure } from '../bridge/failure.ts'
import { Button } from './button.tsx'
import { Note } from './note.tsx'
import { useProblemText } from './problem-text.ts'

/** How a call failed, said where it happened: what, why, what to do. */
export function ProblemNote({
  failure,
  onOpenExchange,
  children,
}: {
  failure: Failure
  /** Leads to the recorded exchange, when there is one. */
  onOpenExchange?: (id: number) => void
  /** What holds in spite of it. */
  children?: ReactNode
}) {
  const { t } = useTranslation('exchange')
  const { title, why, todo } = useProblemText()(failure)
  const exchangeId = 'exchangeId' in failure ? failure.exchangeId : undefined
  return (
    <Note>
      <p>
        <b className="font-strong">{title}</b> {why} {todo} {children}
      </p>
      {onOpenExchange && exchangeId !== undefined && (
        <Button variant="plain" size="s" className="-ml-2.5" onClick={() => onOpenExchange(exchangeId)}>
          {t('open')}
        </Button>
      )}
    </Note>
  )
}
