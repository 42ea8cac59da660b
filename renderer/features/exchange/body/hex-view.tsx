import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef, useState } from 'react'
import { hexRow } from './hex.ts'

const ROW_HEIGHT = 20
/** From this width in pixels on there is room for sixteen bytes in a row. */
const WIDE = 580

/** Bytes as they are: where, in hex, and as ASCII. Only the rows in sight exist. */
export function HexView({ bytes, label }: { bytes: Uint8Array; label: string }) {
  const scroller = useRef<HTMLElement>(null)
  const [perRow, setPerRow] = useState(8)
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() => setPerRow(element.clientWidth >= WIDE ? 16 : 8))
    observer.observe(element)
    return () => observer.disconnect()
  }, [])
  const virtualizer = useVirtualizer({
    count: Math.ceil(bytes.length / perRow),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_HEIGHT,
    overscan: 8,
  })
  return (
    <section
      ref={scroller}
      aria-label={label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by key
      tabIndex={0}
      className="mono min-h-0 grow overflow-y-auto px-4 py-2.5 text-small/5 -outline-offset-2 wide:px-5"
    >
      <div className="relative" style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const { offset, hex, ascii } = hexRow(bytes, index * perRow, perRow)
          return (
            <div
              key={index}
              className="absolute flex gap-4 whitespace-pre"
              style={{ transform: `translateY(${start}px)`, height: ROW_HEIGHT }}
            >
              <span className="text-text-3">{offset}</span>
              <span>{hex}</span>
              <span className="text-code-string">{ascii}</span>
            </div>
          )
        })}
      </div>
    </section>
  )
}
