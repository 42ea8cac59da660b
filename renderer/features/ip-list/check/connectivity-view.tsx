import { Activity, CircleCheck, CircleX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { ConnectivityResult, ConnectivityView, IpListView } from '#contract/ip-list.ts'
import { client } from '#renderer/bridge/client.ts'
import { useAccountSnapshot } from '#renderer/bridge/stores.ts'
import { createAccountCommand, useCommandView } from '#renderer/model/command.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { formatDuration } from '#renderer/ui/text/format.ts'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import { ResultTable } from './result-table.tsx'
import { TestLayout } from './test-layout.tsx'

/** Goes on when the screen is left, and can be stopped when one is back. */
const connectivityTest = createAccountCommand(({ signal }, accountId) =>
  client.ipList.testConnectivity({ accountId }, { signal }),
)

/** Whether the machine gets through to WeChat's addresses; nothing is opened until pressed. */
export function ConnectivityTest({ view: { accountId, current } }: { view: IpListView }) {
  const { t } = useTranslation('ipList')
  const { busy, failure, run, cancel } = useCommandView(connectivityTest(accountId))
  const test = useAccountSnapshot('connectivity', accountId)?.value
  const label = busy ? 'connectivity.running' : test ? 'connectivity.again' : 'connectivity.run'
  return (
    <TestLayout
      title={t('connectivity.title')}
      why={t('connectivity.why')}
      controls={
        <>
          <Button
            variant="primary"
            icon={Activity}
            busy={busy}
            disabledReason={current ? undefined : t('connectivity.none')}
            onClick={() => void run()}
          >
            {t(label)}
          </Button>
          {busy && (
            <Button variant="plain" onClick={cancel}>
              {t('connectivity.cancel')}
            </Button>
          )}
        </>
      }
    >
      {failure && <ProblemNote failure={failure} />}
      {test && <Result test={test} />}
    </TestLayout>
  )
}

function Result({ test }: { test: ConnectivityView }) {
  const { t } = useTranslation('ipList')
  const { count, time } = useFormat()
  const { results, total, state, startedAt, skipped } = test
  const ok = results.filter((result) => result.ok).length
  return (
    <div className="max-w-200">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-small text-text-2">
        <progress
          aria-label={t('connectivity.title')}
          value={results.length}
          max={Math.max(1, total)}
          className="h-1.5 w-40 accent-text"
        />
        <span className="tabular-nums">
          {t('connectivity.progress', { done: count(results.length), total: count(total) })}
        </span>
        <span role="status">
          {state !== 'running' && t('connectivity.summary', { ok: count(ok), failed: count(results.length - ok) })}{' '}
          {state === 'cancelled' && t('connectivity.cancelled')}
        </span>
        <span className="text-text-3">{t('connectivity.startedAt', { time: time(startedAt) })}</span>
      </div>
      <p className="mt-1 text-small text-text-3">
        {skipped.networks > 0 && t('connectivity.skippedNetworks', { formatted: count(skipped.networks) })}{' '}
        {skipped.unparsable > 0 && t('connectivity.skippedUnparsable', { formatted: count(skipped.unparsable) })}{' '}
        {skipped.overLimit > 0 && t('connectivity.skippedLimit', { formatted: count(skipped.overLimit) })}
      </p>
      {results.length > 0 && <Results results={results} />}
    </div>
  )
}

function Results({ results }: { results: ConnectivityResult[] }) {
  const { t } = useTranslation('ipList')
  return (
    <ResultTable
      label={t('results')}
      columns={[
        { name: t('connectivity.address') },
        { name: t('connectivity.result') },
        { name: t('connectivity.tcp'), number: true },
        { name: t('connectivity.tls'), number: true },
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

function Outcome({ result }: { result: ConnectivityResult }) {
  const { t } = useTranslation('ipList')
  if (result.ok) {
    return (
      <span className="flex items-center gap-1.5">
        <Icon of={CircleCheck} size="s" className="text-text-2" />
        {t('connectivity.ok')}
      </span>
    )
  }
  return (
    <span className="flex items-center gap-1.5 text-danger-text">
      <Icon of={CircleX} size="s" />
      {t(`connectivity.${result.failure}`)}
      <span className="text-small text-text-3">
        {t('connectivity.at', { stage: t(`connectivity.${result.stage}`) })} <span className="mono">{result.code}</span>
      </span>
    </span>
  )
}
