import { useVirtualizer } from '@tanstack/react-virtual'
import { useRef, useState } from 'react'
import type { IpEntry } from '#contract/ip-list.ts'

/** The least that searches a long list: one input, one filter, one virtualizer. */
export function BareList({ entries }: { entries: IpEntry[] }) {
  const [text, setText] = useState('')
  const scroller = useRef<HTMLDivElement>(null)
  const shown = entries.filter(({ raw }) => raw.includes(text))
  const virtualizer = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 32,
    overscan: 6,
  })
  return (
    <>
      <input type="search" aria-label="Find" value={text} onChange={(event) => setText(event.target.value)} />
      <div ref={scroller} style={{ height: 640, overflowY: 'auto' }}>
        <ul style={{ position: 'relative', height: virtualizer.getTotalSize() }}>
          {virtualizer.getVirtualItems().map(({ key, index, start }) => (
            <li
              key={key}
              aria-setsize={shown.length}
              style={{ position: 'absolute', top: 0, height: 32, transform: `translateY(${start}px)` }}
            >
              {shown[index]?.raw}
            </li>
          ))}
        </ul>
      </div>
    </>
  )
}
