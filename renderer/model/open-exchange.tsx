import { useTranslation } from 'react-i18next'
import type { Failure } from '#contract/problem.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { exchangeIdOf } from '#renderer/ui/problem/problem-text.ts'
import { usePage } from './page-context.ts'

/** What was really sent and received, when something was. */
export function OpenExchange({ failure }: { failure: Failure }) {
  const { t } = useTranslation('exchange')
  const { openExchange } = usePage()
  const id = exchangeIdOf(failure)
  if (id === undefined) return null
  return (
    <Button variant="plain" size="s" onClick={() => openExchange(id)}>
      {t('open')}
    </Button>
  )
}
