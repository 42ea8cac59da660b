import { Search } from 'lucide-react'
import { Suspense, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { BodyFacts } from '#contract/exchange.ts'
import { lazily } from '#renderer/lib/lazily.ts'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'
import { Segmented } from '#renderer/ui/controls/segmented.tsx'
import { BodyStatus, LoadMore } from './body-status.tsx'
import { FindBar, type Finder } from './code/find-bar.tsx'
import type { Form } from './format/body-format.ts'
import { HexView } from './hex-view.tsx'
import type { Body } from './use-body.ts'

// The editor weighs as much as all the rest of the page.
const CodeView = lazily(async () => (await import('./code/code-view.tsx')).CodeView)

export type BytesAs = 'text' | 'hex'

/** The bytes of a body as far as they are here, as text or in hex, and what there is to say about them below. */
export function BodyView({
  reading,
  facts,
  form,
  head = '',
  label,
  bytesAs,
  onBytesAs,
}: {
  reading: Body
  facts: BodyFacts
  form: Form
  /** Stands before the body, as text. */
  head?: string
  label: string
  bytesAs: BytesAs
  /** Absent where there is nothing to choose. */
  onBytesAs?: (bytesAs: BytesAs) => void
}) {
  const { t, i18n } = useTranslation('exchange')
  const finder = useRef<Finder>(null)
  const [finding, setFinding] = useState(false)
  const [notJsonAt, setNotJsonAt] = useState<number>()
  const { body } = reading
  const isText = bytesAs === 'text'
  const stopFinding = () => {
    setFinding(false)
    finder.current?.focus()
  }
  return (
    <div className="flex h-full flex-col" data-takes-escape={finding || undefined}>
      {finding && isText && <FindBar finder={finder} onClose={stopFinding} />}
      {body && isText && (
        <Suspense fallback={<p className="grow px-4 py-3 text-text-3 wide:px-5">{t('loading')}</p>}>
          <CodeView
            key={`${form} ${i18n.language}`}
            ref={finder}
            bytes={body.bytes}
            last={body.whole && facts.fullSize === undefined}
            form={form}
            head={head}
            label={label}
            onFind={() => setFinding(true)}
            onShown={setNotJsonAt}
          />
        </Suspense>
      )}
      {body && !isText && <HexView bytes={body.bytes} label={label} />}
      {!body && <p className="grow px-4 py-3 text-text-3 wide:px-5">{t('loading')}</p>}
      <div className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-2 gap-y-1 border-t border-border py-1 pr-2 pl-4 text-small text-text-3 wide:pl-5">
        <BodyStatus reading={reading} facts={facts} notJsonAt={isText ? notJsonAt : undefined} />
        <span className="ml-auto flex items-center gap-2">
          <LoadMore reading={reading} facts={facts} />
          {onBytesAs && (
            <Segmented
              label={t('bytesAs')}
              value={bytesAs}
              onChange={onBytesAs}
              options={[
                { value: 'text', label: t('text') },
                { value: 'hex', label: t('hex') },
              ]}
            />
          )}
          {isText && <IconButton icon={Search} label={t('find.open')} onClick={() => setFinding(true)} />}
        </span>
      </div>
    </div>
  )
}
