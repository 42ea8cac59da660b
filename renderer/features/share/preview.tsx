import { useTranslation } from 'react-i18next'
import { PLACEHOLDER } from '#contract/pure/share.ts'
import { MARKER } from '#contract/pure/text/marker.ts'
import { MarkedText } from '#renderer/ui/text/shown-text.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'

/** More lines than anybody reads here would only slow the choosing. */
const MOST_LINES = 300
/** A line may be a whole body. */
const MOST_CHARACTERS = 40_000

const hidden = new RegExp(`(${PLACEHOLDER}|${MARKER})`)

/** The shared text, with what stands for a secret set apart. */
export function Preview({ text }: { text: string }) {
  const { t } = useTranslation('share')
  const { count } = useFormat()
  const lines = text.trimEnd().split('\n')
  const rest = Math.max(0, lines.length - MOST_LINES)
  const shown = lines.slice(0, MOST_LINES).join('\n')
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
      tabIndex={0}
      aria-label={t('preview')}
      className="min-h-0 grow overflow-auto rounded-2 border border-border bg-surface-2 px-3 py-2.5 -outline-offset-2"
    >
      <pre className="mono text-small/5 wrap-anywhere whitespace-pre-wrap">
        <MarkedText
          block
          text={shown.slice(0, MOST_CHARACTERS)}
          marked={hidden}
          look="bg-warn-soft px-0.5 text-warn-text"
        />
        {shown.length > MOST_CHARACTERS && '…'}
      </pre>
      {rest > 0 && <p className="pt-2 text-small text-text-3">{t('more', { count: rest, formatted: count(rest) })}</p>}
    </section>
  )
}
