import { Terminal } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeView } from '#contract/exchange.ts'
import type { Failure } from '#contract/problem.ts'
import type { Language } from '#contract/settings.ts'
import { client } from '#renderer/bridge/client.ts'
import { failureOf } from '#renderer/bridge/failure.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'
import { copyText } from '#renderer/ui/feedback/copied.ts'
import { useWide } from '#renderer/ui/layout/use-wide.ts'
import { Dialog } from '#renderer/ui/overlays/dialog.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { namesOf } from './removed-secrets.tsx'

/** Copies the call at once, with placeholders; the toast says which. */
export function CopyCurl({ exchange: { id } }: { exchange: ExchangeView }) {
  const { t, i18n } = useTranslation('share')
  const wide = useWide()
  const [failure, setFailure] = useState<Failure>()
  const copy = async () => {
    try {
      const { text, removed } = await client.share.write({ id, format: 'curl', language: i18n.language as Language })
      const names = namesOf(removed)
      const done =
        names.length === 0
          ? t('copiedCurl')
          : t('copiedCurlWith', { names: names.join(t('separator')), count: names.length })
      await copyText(text, done)
    } catch (error) {
      setFailure(failureOf(error))
    }
  }
  return (
    <>
      {wide ? (
        <Button size="s" icon={Terminal} onClick={() => void copy()}>
          {t('copyCurl')}
        </Button>
      ) : (
        <IconButton icon={Terminal} label={t('copyCurl')} onClick={() => void copy()} />
      )}
      {failure && (
        <Dialog open onClose={() => setFailure(undefined)} title={t('copyCurl')}>
          <ProblemNote failure={failure} />
        </Dialog>
      )}
    </>
  )
}
