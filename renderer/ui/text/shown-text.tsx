import { useTranslation } from 'react-i18next'
import { MARKER } from '#contract/pure/text/marker.ts'
import { type Piece, piecesOf } from '#contract/pure/text/shown-text.ts'

/** What most texts consist of; they are drawn as they are. */
const PLAIN = /^[\x20-\x7e]*$/

/**
 * Text that came from outside. What nobody sees in it, or what turns the rest around, is shown by its code, and nothing
 * in it moves what stands beside it. In a `block` tabs and line breaks do what they do.
 */
export function ShownText({ text, block = false }: { text: string; block?: boolean }) {
  if (PLAIN.test(text)) return text
  return (
    <bdi dir="ltr">
      {piecesOf(text, { block }).map((piece, index) =>
        // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place
        piece.codes === undefined ? piece.text : <Hidden key={index} piece={piece} />,
      )}
    </bdi>
  )
}

/** `data-hidden` is what a selection copies in its place. */
function Hidden({ piece: { text, codes } }: { piece: Piece }) {
  const { t } = useTranslation('common')
  return (
    <span
      data-hidden={text}
      title={t('hiddenCharacter')}
      className="mx-px rounded-xs bg-warn-soft px-0.5 text-[0.85em] text-warn-text"
    >
      {codes}
    </span>
  )
}

const marker = new RegExp(`(${MARKER})`)

/** Text as recorded, with the markers of removed secrets set apart, or all that is `marked` (by a pattern of one group). */
export function MarkedText({
  text,
  block = false,
  marked = marker,
  look = 'bg-surface-3 px-1 text-text-2',
}: {
  text: string
  block?: boolean
  marked?: RegExp
  look?: string
}) {
  const parts = text.split(marked)
  if (parts.length === 1) return <ShownText text={text} block={block} />
  return parts.map((part, index) =>
    // A split by one group gives text and markers in turn.
    index % 2 === 0 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: the same
      <ShownText key={index} text={part} block={block} />
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: a marker is its place, markers repeat
      <mark key={index} className={`rounded-xs ${look}`}>
        {part}
      </mark>
    ),
  )
}
