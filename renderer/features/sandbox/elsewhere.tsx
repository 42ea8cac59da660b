import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '#renderer/bridge/client.ts'
import { useCommand } from '#renderer/model/command.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'

/** The one scenario that is an event: somebody else gets a token of this account, once. */
export function Elsewhere({ accountId }: { accountId: string }) {
  const { t } = useTranslation('sandbox')
  const whyId = useId()
  const fetch = useCommand(async ({ signal }) => {
    await client.sandbox.fetchElsewhere({ accountId }, { signal })
    return true
  })
  return (
    <div className="flex shrink-0 flex-col gap-2 border-t border-border px-4 py-3">
      <div className="flex items-center gap-3">
        <div className="min-w-0 grow">
          <div className="font-strong">{t('elsewhere.name')}</div>
          <div id={whyId} role="status" className="text-small text-text-3">
            {t(fetch.value ? 'elsewhere.done' : 'elsewhere.why')}
          </div>
        </div>
        <Button size="s" aria-label={t('elsewhere.now')} aria-describedby={whyId} onClick={() => void fetch.run()}>
          {t('elsewhere.press')}
        </Button>
      </div>
      {fetch.failure && <ProblemNote failure={fetch.failure} />}
    </div>
  )
}
