import { useTranslation } from 'react-i18next'
import type { IpListView } from '#contract/ip-list.ts'
import type { Failure } from '#contract/problem.ts'
import { usePage } from '#renderer/model/page-context.ts'
import { useLastFailure } from '#renderer/model/use-last-failure.ts'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import { ipListFetch } from './ip-list-fetch.ts'

export function useListFailure({ accountId, kind, lastFailure }: IpListView): Failure | undefined {
  return useLastFailure(ipListFetch[kind](accountId), lastFailure)
}

/** Why there is no new list, and which one is shown instead. */
export function ListFailure({ view, failure }: { view: IpListView; failure: Failure }) {
  const { t } = useTranslation('ipList')
  const { time } = useFormat()
  const { openExchange, openWhitelist } = usePage()
  return (
    <div className="mx-3 mt-2.5 shrink-0 wide:mx-5">
      <ProblemNote
        failure={failure}
        onOpenExchange={openExchange}
        onOpenDoctor={() => openWhitelist(view.accountId)}
        holds={view.current && t('former', { time: time(view.current.fetchedAt) })}
      />
    </div>
  )
}
