import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef } from 'react'
import type { ExchangeSummary } from '#contract/exchange.ts'

/** The least that shows a long list: one virtualizer, one line of text per row. */
export function BareList({ exchanges }: { exchanges: ExchangeSummary[] }) {
  const scroller = useRef<HTMLDivElement>(null)
  const virtualizer = useVirtualizer({
    count: exchanges.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 32,
    overscan: 6,
  })
  return (
    <div ref={scroller} style={{ height: 720, overflowY: 'auto' }}>
      <ul style={{ position: 'relative', height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ key, index, start }) => (
          <li
            key={key}
            data-row={index}
            style={{ position: 'absolute', top: 0, height: 32, transform: `translateY(${start}px)` }}
          >
            {exchanges[index]?.method} {exchanges[index]?.path} {exchanges[index]?.status}
          </li>
        ))}
      </ul>
    </div>
  )
}
