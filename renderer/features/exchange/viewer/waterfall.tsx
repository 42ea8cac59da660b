import { useTranslation } from 'react-i18next'
import type { ExchangeView } from '#contract/exchange.ts'
import type { RequestPhase } from '#contract/problem.ts'
import { toneClasses } from '#renderer/features/exchange/phase-bar.tsx'
import { axisSpan, type Bar, barsOf, phasesOn, setupPhases, toneOf } from '#renderer/features/exchange/phases.ts'
import { formatDuration } from '#renderer/ui/text/format.ts'

const row = 'grid h-4.5 grid-cols-[104px_minmax(0,1fr)_64px] items-center text-small wide:h-5'
/** Hairlines at each quarter of the axis. */
const quarters = ['0%', '25%', '50%', '75%', '100%']

/** Where the time went, phase by phase. */
export function Waterfall({ exchange }: { exchange: ExchangeView }) {
  const { t } = useTranslation('exchange')
  if (!exchange.phases) return null
  const bars = barsOf(exchange.phases)
  const span = axisSpan(exchange.phases.total)
  const { connection } = exchange
  const isReused = (phase: RequestPhase) =>
    connection?.reused && setupPhases.has(phase) && (phase !== 'tls' || connection.tls)
  return (
    <div className="shrink-0 border-b border-border px-4 py-1.5 wide:px-5 wide:py-3">
      <dl aria-label={t('phases')}>
        {phasesOn(connection?.via !== undefined || exchange.phases.tunnel !== undefined).map((phase) => {
          const bar = bars.find((one) => one.phase === phase)
          return (
            <div key={phase} className={row}>
              <dt className="text-text-2">{t(`phase.${phase}`)}</dt>
              <dd className="contents">
                <Track bar={bar} span={span} />
                <span className="text-right whitespace-nowrap tabular-nums">
                  {bar ? (
                    formatDuration(bar.durationMs)
                  ) : (
                    <span className="text-text-3">{isReused(phase) ? t('fact.reused') : '–'}</span>
                  )}
                </span>
              </dd>
            </div>
          )
        })}
      </dl>
      <Axis span={span} />
    </div>
  )
}

function Track({ bar, span }: { bar: Bar | undefined; span: number }) {
  const percent = (ms: number) => `${(ms / span) * 100}%`
  return (
    <svg aria-hidden className="h-4.5 w-full overflow-visible wide:h-5">
      {quarters.map((x) => (
        <line key={x} x1={x} x2={x} y1="0" y2="100%" className="stroke-border" />
      ))}
      {bar && (
        <rect
          x={percent(bar.startMs)}
          y="50%"
          width={percent(bar.durationMs)}
          height={8}
          rx={2}
          transform="translate(0 -4)"
          className={`min-w-0.5 ${toneClasses[toneOf(bar.phase)]}`}
        />
      )}
    </svg>
  )
}

function Axis({ span }: { span: number }) {
  return (
    <div className={`${row} h-4 text-[11px] text-text-3`}>
      <span />
      <svg aria-hidden className="h-4 w-full overflow-visible">
        {[0, 0.25, 0.5, 0.75, 1].map((part) => (
          <text
            key={part}
            x={`${part * 100}%`}
            y={12}
            textAnchor={part === 0 ? 'start' : part === 1 ? 'end' : 'middle'}
            className="fill-current"
          >
            {part === 1 ? formatDuration(span) : Math.round(span * part * 10) / 10}
          </text>
        ))}
      </svg>
    </div>
  )
}
