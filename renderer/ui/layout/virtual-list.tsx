import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type ReactNode, useEffect, useRef, useState } from 'react'

/** What a row's button needs to take part in the list. */
export interface RowProps {
  'data-row': number
  tabIndex: 0 | -1
  onFocus(): void
}

interface Props<Item> {
  items: Item[]
  keyOf(item: Item): string | number
  /** In pixels; another height is another list (`key`). */
  rowHeight: number
  /** Name of the list. */
  label: string
  /** The row that takes the focus when the list appears. */
  focusKey?: string | number | undefined
  /** A row that comes into sight when it is another than before. */
  revealKey?: string | number | undefined
  /** Rows change in place instead of being made anew: quick under a search at each key; the focus keeps its place. */
  inPlace?: boolean
  /** Keys of a row beside those that move; what it prevents goes no further. */
  onKey?(event: KeyboardEvent, item: Item): void
  /** One button per item. */
  children(item: Item, row: RowProps): ReactNode
}

const keySteps: Record<string, number> = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1, PageDown: 10, PageUp: -10 }

/** Where a key leads from a row, or `undefined` when it leads nowhere. */
export function rowAfter(key: string, row: number, count: number): number | undefined {
  if (count === 0) return undefined
  if (key === 'Home') return 0
  if (key === 'End') return count - 1
  const step = keySteps[key]
  return step === undefined ? undefined : Math.min(count - 1, Math.max(0, row + step))
}

/** A long list of buttons of which only those in sight exist. One of them takes Tab; arrows, J and K move on. */
export function VirtualList<Item>({
  items,
  keyOf,
  rowHeight,
  label,
  focusKey,
  revealKey,
  inPlace = false,
  onKey,
  children,
}: Props<Item>) {
  const scroller = useRef<HTMLDivElement>(null)
  const [currentKey, setCurrentKey] = useState(focusKey)
  const [moving, setMoving] = useState(() => items.some((item) => keyOf(item) === focusKey))
  const [hasFocus, setHasFocus] = useState(false)
  const found = currentKey === undefined ? -1 : items.findIndex((item) => keyOf(item) === currentKey)
  const [place, setPlace] = useState(0)
  if (found >= 0 && found !== place) setPlace(found)
  // A row that is deleted under the focus leaves it to the one that takes its place.
  const orphaned = hasFocus && found < 0
  const current = orphaned ? Math.max(0, Math.min(place, items.length - 1)) : Math.max(0, found)

  const virtualizer = useVirtualizer({
    count: items.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
    // The row with the focus stays, or scrolling away would lose the focus.
    rangeExtractor: (range) => [...new Set([...defaultRangeExtractor(range), current])].sort((a, b) => a - b),
  })

  // After each drawing, for the row may only just have come to exist. The focus brings it into sight.
  useEffect(() => {
    if (!moving && !orphaned) return
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${current}"]`)
    if (!row) return
    row.focus()
    setMoving(false)
  })

  const revealed = revealKey === undefined ? -1 : items.findIndex((item) => keyOf(item) === revealKey)
  useEffect(() => {
    if (revealed >= 0) virtualizer.scrollToIndex(revealed, { align: 'center' })
  }, [revealed, virtualizer])

  const onKeyDown = (event: KeyboardEvent) => {
    const held = items[current]
    if (held !== undefined) onKey?.(event, held)
    if (event.defaultPrevented) return
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const next = rowAfter(event.key, current, items.length)
    const item = next === undefined ? undefined : items[next]
    if (next === undefined || item === undefined) return
    event.preventDefault()
    setCurrentKey(keyOf(item))
    setMoving(true)
  }

  return (
    <div ref={scroller} className="min-h-0 grow overflow-y-auto px-1 wide:px-2">
      <ul
        aria-label={label}
        onKeyDown={onKeyDown}
        onFocus={() => setHasFocus(true)}
        onBlur={() => setHasFocus(false)}
        className="relative"
        style={{ height: virtualizer.getTotalSize() }}
      >
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const item = items[index] as Item
          return (
            <li
              key={inPlace ? index : keyOf(item)}
              aria-setsize={items.length}
              aria-posinset={index + 1}
              className="absolute inset-x-0 top-0"
              style={{ transform: `translateY(${start}px)`, height: rowHeight }}
            >
              {children(item, {
                'data-row': index,
                tabIndex: index === current ? 0 : -1,
                onFocus: () => setCurrentKey(keyOf(item)),
              })}
            </li>
          )
        })}
      </ul>
    </div>
  )
}
