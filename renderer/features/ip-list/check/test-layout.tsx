import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'

/** A test that is off until pressed: what it does, its controls, and what came of it. */
export function TestLayout({
  title,
  why,
  controls,
  children,
}: {
  title: string
  why: string
  controls: ReactNode
  children: ReactNode
}) {
  const { t } = useTranslation('ipList')
  return (
    <>
      <div className="shrink-0 border-b border-border px-4 py-3 wide:px-5 wide:py-4">
        <h2 className="font-title">{title}</h2>
        <p className="mt-1 max-w-170 text-small/4.5 text-text-2">{why}</p>
        <div className="mt-3 flex flex-wrap items-end gap-3">{controls}</div>
      </div>
      <section
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
        tabIndex={0}
        aria-label={t('results')}
        className="min-h-0 grow overflow-y-auto px-4 py-3 -outline-offset-2 wide:px-5"
      >
        {children}
      </section>
    </>
  )
}
