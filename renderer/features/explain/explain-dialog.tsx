import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { maskSecrets } from '#contract/pure/explain/mask.ts'
import { recognise } from '#contract/pure/explain/recognise.ts'
import { MAX_LOOKED_AT } from '#contract/pure/limits.ts'
import { usePage } from '#renderer/model/page-context.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { Field, TextArea } from '#renderer/ui/controls/field.tsx'
import { Dialog, DialogText } from '#renderer/ui/overlays/dialog.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'
import { Finding } from './finding.tsx'

/** Explains an error of one's own code. Nothing leaves the page, and nothing is kept once it is closed. */
export function ExplainDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['explain', 'common'])
  const { count } = useFormat()
  const { accountId, openRequest } = usePage()
  const [text, setText] = useState('')
  const resultId = useId()
  const isEmpty = text.trim() === ''
  const lookUp = (rid: string) => {
    openRequest({ preset: 'rid', rid })
    onClose()
  }
  return (
    <Dialog open size="l" holdsInput onClose={onClose} title={t('box.title')}>
      <DialogText>{t('box.why')}</DialogText>
      <Field
        label={t('box.label')}
        message={
          text.length > MAX_LOOKED_AT
            ? { tone: 'hint', text: t('common:lookedAt', { n: count(MAX_LOOKED_AT) }) }
            : undefined
        }
      >
        <TextArea
          rows={4}
          value={text}
          placeholder={t('box.placeholder')}
          aria-controls={resultId}
          onChange={({ target }) => setText(maskSecrets(target.value))}
        />
      </Field>
      <section
        id={resultId}
        aria-label={t('box.result')}
        aria-live="polite"
        className="grid min-h-10 content-start gap-3"
      >
        {!isEmpty && (
          <>
            <Finding found={recognise(text)} {...(accountId !== undefined && { onLookUp: lookUp })} />
            <Button size="s" className="justify-self-start" onClick={() => setText('')}>
              {t('box.clear')}
            </Button>
          </>
        )}
      </section>
    </Dialog>
  )
}
