import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeView } from '#contract/exchange.ts'
import { type ShareFormat, type SnippetFormat, snippetFormats } from '#contract/pure/share.ts'
import { ChoiceList } from '#renderer/ui/controls/choice-list.tsx'
import { Dialog } from '#renderer/ui/overlays/dialog.tsx'
import { BodyPart } from './body-part.tsx'
import type { BodySide } from './recorded-body.ts'
import { SecretsDialog } from './secrets-dialog.tsx'
import { WrittenPart } from './written-part.tsx'

type ShareChoice = ShareFormat | BodySide

/** By what they are good for: run it, read it, the bytes alone. */
const groups: ShareChoice[][] = [
  ['curl', 'undici', 'https'],
  ['har', 'html'],
  ['request', 'response'],
]

/** An exchange for somebody else: in which form, and what it will hold, before it is copied or saved. */
export function ShareDialog({ exchange, onClose }: { exchange: ExchangeView; onClose(): void }) {
  const { t } = useTranslation('share')
  const [choice, setChoice] = useState<ShareChoice>('curl')
  const [asking, setAsking] = useState(false)
  if (asking && isSnippet(choice)) {
    return <SecretsDialog id={exchange.id} format={choice} onBack={() => setAsking(false)} onDone={onClose} />
  }
  const isThere = (one: ShareChoice) => (one !== 'request' && one !== 'response') || (exchange[one]?.body.size ?? 0) > 0
  return (
    <Dialog open onClose={onClose} title={t('title')} size="l">
      <div className="grid min-h-0 grid-cols-[152px_minmax(0,1fr)] gap-4">
        <ChoiceList<ShareChoice>
          label={t('format')}
          groups={groups.map((group) => group.filter(isThere))}
          nameOf={(one) => t(`name.${one}`)}
          value={choice}
          onChange={setChoice}
          className="-ml-2.5"
        />
        <div className="flex h-110 max-h-[60vh] min-h-0 flex-col gap-3">
          {choice === 'request' || choice === 'response' ? (
            <BodyPart key={choice} exchange={exchange} side={choice} />
          ) : (
            <WrittenPart
              key={choice}
              id={exchange.id}
              format={choice}
              {...(isSnippet(choice) && { onSecrets: () => setAsking(true) })}
            />
          )}
        </div>
      </div>
    </Dialog>
  )
}

const isSnippet = (choice: ShareChoice): choice is SnippetFormat =>
  (snippetFormats as readonly string[]).includes(choice)
