import { Activity, CircleCheck, CircleX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { IpListView, IpReachResult, IpReachView } from '#contract/ip-list.ts'
import { client } from '#renderer/bridge/client.ts'
import { useAccountSnapshot } from '#renderer/bridge/stores.ts'
import { createAccountCommand, useCommandView } from '#renderer/model/command.ts'
import { Button } from '#renderer/ui/button.tsx'
import { formatDuration } from '#renderer/ui/format.ts'
import { Icon } from '#renderer/ui/icon.tsx'
import { ProblemNote } from '#renderer/ui/problem-note.tsx'
import { useFormat } from '#renderer/ui/use-format.ts'
import { ResultTable } from './result-table.tsx'
import { TestLayout } from './test-layout.tsx'

/** Goes on when the screen is left, and can be stopped when one is back. */
const reachTest = createAccountCommand(({ signal }, accountId) => client.ipList.reach({ accountId }, { signal }))

/** Whether the machine gets through to WeChat's addresses; nothing is opened until pressed. */
export function ReachView({ view: { accountId, current } }: { view: IpListView }) {
  const { t } = useTranslation('ipList')
  const { busy, failure, run, cancel } = useCommandView(reachTest(accountId))
  const reach = useAccountSnapshot('ipReach', accountId)?.value
  const label = busy ? 'reach.running' : reach ? 'reach.again' : 'reach.run'
  return (
    <TestLayout
      title={t('reach.title')}
      why={t('reach.why')}
      controls={
        <>
          <Button
            variant="primary"
            icon={Activity}
            busy={busy}
            disabledReason={current ? undefined : t('reach.none')}
            onClick={() => void run()}
          >
            {t(label)}
          </Button>
          {busy && (
            <Button variant="plain" onClick={cancel}>
              {t('reach.cancel')}
            </Button>
          )}
        </>
      }
    >
      {failure && <ProblemNote failure={failure} />}
      {reach && <Result reach={reach} />}
    </TestLayout>
  )
}

function Result({ reach }: { reach: IpReachView }) {
  const { t } = useTranslation('ipList')
  const { count, time } = useFormat()
  const { results, total, state, startedAt, skipped } = reach
  const ok = results.filter((result) => result.ok).length
  return (
    <div className="max-w-200">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-small text-text-2">
        <progress
          aria-label={t('reach.title')}
          value={results.length}
          max={Math.max(1, total)}
          className="h-1.5 w-40 accent-text"
        />
        <span className="tabular-nums">
          {t('reach.progress', { done: count(results.length), total: count(total) })}
        </span>
        <span role="status">
          {state !== 'running' && t('reach.summary', { ok: count(ok), failed: count(results.length - ok) })}{' '}
          {state === 'cancelled' && t('reach.cancelled')}
        </span>
        <span className="text-text-3">{t('reach.startedAt', { time: time(startedAt) })}</span>
      </div>
      <p className="mt-1 text-small text-text-3">
        {skipped.networks > 0 && t('reach.skippedNetworks', { formatted: count(skipped.networks) })}{' '}
        {skipped.unparsable > 0 && t('reach.skippedUnparsable', { formatted: count(skipped.unparsable) })}{' '}
        {skipped.overLimit > 0 && t('reach.skippedLimit', { formatted: count(skipped.overLimit) })}
      </p>
      {results.length > 0 && <Results results={results} />}
    </div>
  )
}

function Results({ results }: { results: IpReachResult[] }) {
  const { t } = useTranslation('ipList')
  return (
    <ResultTable
      label={t('results')}
      columns={[
        { name: t('reach.address') },
        { name: t('reach.result') },
        { name: t('reach.tcp'), number: true },
        { name: t('reach.tls'), number: true },
      ]}
      rows={results.map((result) => [
        <span key="address" className="mono">
          {result.address}
        </span>,
        <Outcome key="outcome" result={result} />,
        result.ok ? formatDuration(result.tcpMs) : '–',
        result.ok ? formatDuration(result.tlsMs) : '–',
      ])}
    />
  )
}

function Outcome({ result }: { result: IpReachResult }) {
  const { t } = useTranslation('ipList')
  if (result.ok) {
    return (
      <span className="flex items-center gap-1.5">
        <Icon of={CircleCheck} size="s" className="text-text-2" />
        {t('reach.ok')}
      </span>
    )
  }
  return (
    <span className="flex items-center gap-1.5 text-danger-text">
      <Icon of={CircleX} size="s" />
      {t(`reach.${result.failure}`)}
      <span className="text-small text-text-3">
        {t('reach.at', { stage: t(`reach.${result.stage}`) })} <span className="mono">{result.code}</span>
      </span>
    </span>
  )
}
