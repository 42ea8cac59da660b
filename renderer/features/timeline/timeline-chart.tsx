import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Bar, Drawing, Item, Mark } from './drawing.ts'
import { type ItemFacts, useItemFacts } from './item-facts.ts'
import { Piece, Sign } from './shapes.tsx'

const ROW = 22
const BAR = 14
/** Marks of what happened stand under the bars. */
const LANE_HEIGHT = 3 * ROW
const CLOCK_HEIGHT = ROW

const steps: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }

/** Lanes over one axis. Each thing in it is a button over its drawing; the one pointed at or focused is read out below. */
export function TimelineChart({ drawing }: { drawing: Drawing }) {
  const { t } = useTranslation(['timeline', 'token'])
  const chart = useRef<HTMLDivElement>(null)
  const factsOf = useItemFacts()
  const [current, setCurrent] = useState<string>()
  const groups = [
    ...drawing.lanes.map(({ family, items }) => ({
      id: family,
      name: t('lane', { family: t(`token:family.${family}`) }),
      items,
      height: LANE_HEIGHT,
    })),
    ...(drawing.clock.length > 0
      ? [{ id: 'clock', name: t('clock'), items: drawing.clock, height: CLOCK_HEIGHT }]
      : []),
  ]
  const all = groups.flatMap(({ id, items }) => items.map((item, index) => ({ key: `${id} ${index}`, item })))
  const newest = all.at(-1)?.key
  const shown = all.find(({ key }) => key === current)

  const onKeyDown = (event: KeyboardEvent) => {
    const buttons: (Element | null)[] = [...(chart.current?.querySelectorAll('button') ?? [])]
    const place = buttons.indexOf(document.activeElement)
    const step = steps[event.key]
    const next = event.key === 'Home' ? 0 : event.key === 'End' ? buttons.length - 1 : step && place + step
    if (next === undefined || place === -1) return
    event.preventDefault()
    const target = buttons[Math.min(buttons.length - 1, Math.max(0, next))]
    if (target instanceof HTMLElement) target.focus()
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys move between the buttons inside */}
      <div
        ref={chart}
        onKeyDown={onKeyDown}
        className="grid grid-cols-[88px_minmax(0,1fr)] wide:grid-cols-[120px_minmax(0,1fr)]"
      >
        {groups.map(({ id, name, items, height }) => (
          <Group key={id} name={name} height={height} drawing={drawing} items={items}>
            {items.map((item, index) => {
              const key = `${id} ${index}`
              return (
                <ItemButton
                  key={key}
                  item={item}
                  facts={factsOf(item)}
                  tabbable={key === (shown?.key ?? newest)}
                  onPoint={() => setCurrent(key)}
                />
              )
            })}
          </Group>
        ))}
        <Axis drawing={drawing} />
      </div>
      <Facts facts={shown && factsOf(shown.item)} />
    </>
  )
}

function Group({
  name,
  height,
  drawing,
  items,
  children,
}: {
  name: string
  height: number
  drawing: Drawing
  items: Item[]
  children: ReactNode
}) {
  return (
    <>
      <h3 className="border-t border-border pt-2 pr-3 text-small text-text-2">{name}</h3>
      <div className="relative border-t border-border" style={{ height: height + 8 }}>
        <svg aria-hidden className="absolute inset-0 size-full overflow-visible">
          {drawing.hourTicks.map(({ at, left }) => (
            <line key={at} x1={`${left}%`} x2={`${left}%`} y1={0} y2="100%" className="stroke-border" />
          ))}
          {items.map((item, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a thing has no identity but its place
            <ItemShape key={index} item={item} />
          ))}
          <line x1={`${drawing.now}%`} x2={`${drawing.now}%`} y1={0} y2="100%" className="stroke-text-3" />
        </svg>
        <ol aria-label={name} className="absolute inset-0">
          {children}
        </ol>
      </div>
    </>
  )
}

function ItemShape({ item }: { item: Item }) {
  if (item.kind === 'token') return <TokenShape bar={item} />
  const { event, at } = item
  if (event.kind === 'sleep') return <Piece kind="sleep" at={at} y={topOf(item)} height={BAR} />
  return <Sign kind={event.kind} left={at.from} y={topOf(item) + BAR / 2} />
}

function TokenShape({ bar }: { bar: Bar }) {
  const place = { y: topOf(bar), height: BAR }
  return (
    <>
      <Piece kind="life" at={bar.works} {...place} />
      {bar.overlap && <Piece kind="overlap" at={bar.overlap} {...place} />}
      {bar.lost && <Piece kind="lost" at={bar.lost} {...place} />}
    </>
  )
}

function topOf(item: Bar | Mark): number {
  if (item.kind === 'token') return 4 + item.row * ROW + (ROW - BAR) / 2
  const row = 'family' in item.event ? 2 : 0
  return 4 + row * ROW + (ROW - BAR) / 2
}

/** From where to where one can point at it. */
function reachOf(item: Item): { from: number; to: number } {
  if (item.kind === 'event') return item.at
  return { from: item.works.from, to: (item.lost ?? item.overlap ?? item.works).to }
}

const LEAST_REACH = 14

function ItemButton({
  item,
  facts,
  tabbable,
  onPoint,
}: {
  item: Item
  facts: ItemFacts
  tabbable: boolean
  onPoint(): void
}) {
  const { from, to } = reachOf(item)
  const said = facts.facts.map(({ name, text }) => `${name} ${text}`).join('; ')
  return (
    <li>
      <button
        type="button"
        aria-label={`${facts.title}: ${said}`}
        tabIndex={tabbable ? 0 : -1}
        onFocus={onPoint}
        onPointerEnter={onPoint}
        className="absolute rounded-1 outline-offset-0"
        style={{
          left: `calc(${(from + to) / 2}% - max(${LEAST_REACH / 2}px, ${(to - from) / 2}%))`,
          width: `max(${LEAST_REACH}px, ${to - from}%)`,
          top: topOf(item) - (ROW - BAR) / 2,
          height: ROW,
        }}
      />
    </li>
  )
}

/** `14:00`. */
function clockOf(at: number): string {
  return new Date(at).toTimeString().slice(0, 5)
}

function Axis({ drawing }: { drawing: Drawing }) {
  const { t } = useTranslation('timeline')
  return (
    <>
      <span className="border-t border-border" />
      <div aria-hidden className="relative h-7 border-t border-border text-micro text-text-3 tabular-nums">
        {drawing.hourTicks
          .filter(({ left }) => Math.abs(left - drawing.now) > 5 && left < 98)
          .map(({ at, left }) => (
            <span key={at} className="absolute top-1.5 -translate-x-1/2" style={{ left: `${left}%` }}>
              {clockOf(at)}
            </span>
          ))}
        <span className="absolute top-1.5 -translate-x-1/2 font-strong text-text-2" style={{ left: `${drawing.now}%` }}>
          {t('now')}
        </span>
      </div>
    </>
  )
}

/** Always of the same height, so that nothing jumps. */
function Facts({ facts }: { facts: ItemFacts | undefined }) {
  const { t } = useTranslation('timeline')
  return (
    <div className="mt-3 min-h-19 rounded-3 bg-surface-2 px-4 py-3">
      {facts ? (
        <>
          <p className="font-strong">{facts.title}</p>
          <dl className="mt-1 flex flex-wrap gap-x-6 gap-y-1">
            {facts.facts.map(({ name, text }) => (
              <div key={name} className="flex gap-2">
                <dt className="text-text-3">{name}</dt>
                <dd className="tabular-nums">{text}</dd>
              </div>
            ))}
          </dl>
        </>
      ) : (
        <p className="text-text-3">{t('none')}</p>
      )}
    </div>
  )
}
