import { clsx } from 'clsx'
import type { TFunction } from 'i18next'
import { CircleCheck, CircleDashed, CircleX, Minus } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ConnectionStep, ConnectionTest } from '#contract/route.ts'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { useProblemText } from '#renderer/ui/problem/problem-text.ts'
import { formatDuration } from '#renderer/ui/text/format.ts'

const icons = {
  ok: { icon: CircleCheck, className: 'text-text-2' },
  failed: { icon: CircleX, className: 'text-danger-text' },
  'not-reached': { icon: CircleDashed, className: 'text-text-3' },
  'not-used': { icon: Minus, className: 'text-text-3' },
}

/** Each step of a connection test with what it found; the one that failed with what to do. */
export function ConnectionTestResult({ result, onOpen }: { result: ConnectionTest; onOpen(exchangeId: number): void }) {
  const { t } = useTranslation(['route', 'exchange'])
  const failed = result.steps.find(({ state }) => state === 'failed')
  const box = useRef<HTMLDivElement>(null)
  // It appears below the button that was pressed, mostly out of sight.
  useEffect(() => {
    // Its result is a promise in newer engines, and no clean-up.
    void box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  return (
    <div ref={box} className="rounded-3 border border-border-strong">
      <table aria-label={t('test.results')} className="w-full border-collapse text-left">
        <tbody>
          {result.steps.map((step) => (
            <Row key={step.step} step={step} result={result} />
          ))}
        </tbody>
      </table>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 border-t border-border px-3.5 py-2.5 text-small">
        <span role="status" className={failed ? 'text-danger-text' : 'text-text-2'}>
          {failed ? t('test.bad', { step: t(`test.step.${failed.step}`) }) : t('test.good')}
        </span>
        <button
          type="button"
          className="rounded-1 font-strong whitespace-nowrap underline"
          onClick={() => onOpen(result.exchangeId)}
        >
          {t('exchange:open')}
        </button>
      </div>
    </div>
  )
}

function Row({ step, result }: { step: ConnectionStep; result: ConnectionTest }) {
  const { t } = useTranslation('route')
  const { icon, className } = icons[step.state]
  return (
    <tr className="border-t border-border align-top first:border-t-0">
      <th scope="row" className="w-28 py-2 pr-3 pl-3.5 font-text whitespace-nowrap">
        <span className="flex items-center gap-2">
          <Icon of={icon} size="s" className={className} />
          {t(`test.step.${step.step}`)}
        </span>
      </th>
      <td className="min-w-0 py-2 pr-3">
        <Found step={step} result={result} />
      </td>
      <td className="w-20 py-2 pr-3.5 text-right whitespace-nowrap tabular-nums">
        {step.ms === undefined ? <span className="text-text-3">–</span> : formatDuration(step.ms)}
      </td>
    </tr>
  )
}

/** What a step tells, in words for everybody who cannot see its icon. */
function Found({ step, result: { origin, steps } }: { step: ConnectionStep; result: ConnectionTest }) {
  const { t } = useTranslation(['route', 'exchange'])
  const problemText = useProblemText()
  if (step.state === 'not-reached') return <span className="text-text-3">{t('test.notReached')}</span>
  if (step.state === 'not-used') {
    const proxied = steps.some((one) => one.step === 'proxy' && one.state !== 'not-used')
    const byProxy = proxied && (step.step === 'dns' || step.step === 'tcp')
    const plain = step.step === 'proxy' && origin.startsWith('http:')
    const words = plain ? 'proxy.plainHttp' : byProxy ? 'test.byProxy' : (`test.unused.${step.step}` as const)
    return <span className="text-text-3">{t(words)}</span>
  }
  if (step.state === 'failed') {
    const { title, why, todo } = step.problem
      ? problemText(step.problem)
      : { title: t('test.failed'), why: '', todo: '' }
    return (
      <div className="text-small/4.5 wrap-anywhere">
        <p className="text-danger-text">
          <b className="font-strong">{t('exchange:titleSentence', { title })}</b> {why}
        </p>
        <p className="mt-0.5 text-text-2">{todo}</p>
      </div>
    )
  }
  return (
    <>
      <span className="sr-only">{t('test.ok')} </span>
      <span className={clsx('wrap-anywhere', step.address !== undefined && 'mono')}>{foundText(t, step)}</span>
    </>
  )
}

function foundText(t: TFunction<['route', 'exchange']>, { address, tls, status, errcode }: ConnectionStep): string {
  if (tls) {
    const words = `${tls.version.replace('TLSv', 'TLS ')} · ${tls.cipher}`
    return tls.issuer === undefined ? words : t('route:test.issuedBy', { tls: words, issuer: tls.issuer })
  }
  if (errcode !== undefined) return `${status ?? ''} · ${t('route:test.answered', { errcode })}`
  return address ?? ''
}
