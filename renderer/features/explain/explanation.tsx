import { CircleX, Info } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ExchangeView } from '#contract/exchange.ts'
import type { Problem } from '#contract/problem.ts'
import { failureInfoOf } from '#contract/pure/explain/failure-info.ts'
import { pitfallOf } from '#contract/pure/explain/topics.ts'
import { useStore } from '#renderer/lib/external-store.ts'
import { createPageStore } from '#renderer/lib/page-state.ts'
import { useAccountNow } from '#renderer/model/accounts.ts'
import { usePage } from '#renderer/model/page-context.ts'
import { RidLine } from '#renderer/model/rid-line.tsx'
import { isNotWhitelisted } from '#renderer/model/whitelist-refusal.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { useWide } from '#renderer/ui/layout/use-wide.ts'
import { type ProblemText, useProblemText } from '#renderer/ui/problem/problem-text.ts'
import { OwnCode } from './code-compare.tsx'
import { FailureInfoLine } from './failure-info-line.tsx'

/** Folded once, it stays folded from exchange to exchange; on a narrow screen it begins so, or the bytes have no room. */
const folded = createPageStore<boolean | undefined>(undefined)

/** How an exchange failed, in words: what, why, what to do, who can, and whether trying again helps. */
export function Explanation({ exchange }: { exchange: ExchangeView }) {
  const { t } = useTranslation('explain')
  const isWide = useWide()
  const isFolded = useStore(folded) ?? !isWide
  const words = useWords(exchange)
  const { problem } = exchange
  if (!problem || !words) return null
  const isQuiet = problem.code === 'cancelled'
  return (
    <div
      role={isQuiet ? 'note' : 'alert'}
      className="max-h-[38vh] shrink-0 overflow-y-auto border-b border-border px-4 py-2 text-small/4.5 wide:px-5 wide:py-3"
    >
      <div className="flex items-start gap-2">
        <Icon of={isQuiet ? Info : CircleX} className={isQuiet ? 'mt-0.5 text-text-2' : 'mt-0.5 text-danger-text'} />
        <p className={isQuiet ? 'grow text-base font-title' : 'grow text-base font-title text-danger-text'}>
          {words.title}
        </p>
        <button
          type="button"
          aria-expanded={!isFolded}
          className="shrink-0 rounded-1 text-text-2 hover:text-text hover:underline"
          onClick={() => folded.set(!isFolded)}
        >
          {t(isFolded ? 'show' : 'hide')}
        </button>
      </div>
      <div className="mt-1 grid gap-1 pl-6">
        {!isFolded && (
          <p className="max-w-170 text-pretty wrap-anywhere text-text-2">
            {words.why} <span className="text-text">{words.todo}</span>
          </p>
        )}
        <FailureInfoLine info={failureInfoOf(problem)} />
        {!isFolded && <More exchange={exchange} problem={problem} />}
      </div>
    </div>
  )
}

/** Where to go from here, and what the same would be in one's own code. */
function More({ exchange: { accountId }, problem }: { exchange: ExchangeView; problem: Problem }) {
  const { t } = useTranslation('explain')
  const { openRequest, openWhitelist } = usePage()
  const now = useAccountNow(accountId)
  const pitfall = pitfallOf(problem)
  const rid = problem.code === 'wechat' ? problem.rid : undefined
  const doctor = isNotWhitelisted(problem) && (
    <Button size="s" className="justify-self-start" onClick={() => openWhitelist(accountId)}>
      {t('doctor')}
    </Button>
  )
  return (
    <>
      {rid === undefined ? (
        doctor
      ) : (
        <RidLine rid={rid} now={now} onLookUp={() => openRequest({ accountId, preset: 'rid', rid })}>
          {doctor}
        </RidLine>
      )}
      {pitfall && <OwnCode pitfall={pitfall} />}
    </>
  )
}

/** A 412 has one cause, which its own words name; every other failure is said as everywhere. */
function useWords({ problem }: ExchangeView): ProblemText | undefined {
  const { t } = useTranslation('explain')
  const problemText = useProblemText()
  if (!problem) return undefined
  if (pitfallOf(problem) !== 'chunked') return problemText(problem)
  return { title: t('topic.chunked.title'), why: t('topic.chunked.why'), todo: t('topic.chunked.todo') }
}
