import { clsx } from 'clsx'
import { Check, X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { pitfallCode } from '#contract/pure/explain/pitfall-code.ts'
import type { Pitfall } from '#contract/pure/explain/topics.ts'
import { Icon } from '#renderer/ui/figures/icon.tsx'

/** The mistake in one's own code that causes this failure. Folded, because the console does not make it. */
export function OwnCode({ pitfall }: { pitfall: Pitfall }) {
  const { t } = useTranslation('explain')
  const [open, setOpen] = useState(false)
  return (
    <div>
      <p>
        <span className="text-text-3">{t('code.own')}</span>{' '}
        <button
          type="button"
          aria-expanded={open}
          className="rounded-1 font-strong hover:underline"
          onClick={() => setOpen(!open)}
        >
          {t(open ? 'code.hide' : 'code.show')}
        </button>
      </p>
      {open && (
        <div className="mt-1.5 grid gap-2">
          <p className="max-w-170 text-pretty text-text-2">
            {t(`topic.${pitfall}.why`)} <span className="text-text">{t(`topic.${pitfall}.todo`)}</span>
          </p>
          <CodeCompare pitfall={pitfall} />
        </div>
      )}
    </div>
  )
}

/** The wrong code beside the right one; the lines that differ are set apart. */
export function CodeCompare({ pitfall }: { pitfall: Pitfall }) {
  const { t } = useTranslation('explain')
  const { wrong, right } = pitfallCode[pitfall]
  return (
    <div className="grid grid-cols-2 gap-2.5">
      <Code title={t('code.wrong')} code={wrong} other={right} />
      <Code title={t('code.right')} code={right} other={wrong} good />
    </div>
  )
}

function Code({ title, code, other, good = false }: { title: string; code: string; other: string; good?: boolean }) {
  const others = new Set(other.split('\n'))
  return (
    <figure className="min-w-0 overflow-hidden rounded-2 border border-border">
      <figcaption
        className={clsx(
          'flex items-center gap-1.5 border-b border-border px-3 py-1 text-small font-strong',
          good ? 'text-accent-text' : 'text-danger-text',
        )}
      >
        <Icon of={good ? Check : X} size="s" />
        {title}
      </figcaption>
      <pre className="mono py-1.5 text-small/4.5 wrap-anywhere whitespace-pre-wrap">
        {code.split('\n').map((line, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            key={index}
            className={clsx('block px-3', !others.has(line) && (good ? 'bg-accent-soft' : 'bg-danger-soft'))}
          >
            {line}
          </span>
        ))}
      </pre>
    </figure>
  )
}
