import { MARKER } from '#contract/pure/marker.ts'
import { ShownText } from './shown-text.tsx'

const marker = new RegExp(`(${MARKER})`)

/** Text as recorded, with the markers of removed secrets set apart. */
export function MarkedText({ text, block = false }: { text: string; block?: boolean }) {
  const parts = text.split(marker)
  if (parts.length === 1) return <ShownText text={text} block={block} />
  return parts.map((part, index) =>
    // A split by one group gives text and markers in turn.
    index % 2 === 0 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the same
      <ShownText key={index} text={part} block={block} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a marker is its place, markers repeat
      <mark key={index} className="rounded-xs bg-surface-3 px-1 text-text-2">
        {part}
      </mark>
    ),
  )
}
