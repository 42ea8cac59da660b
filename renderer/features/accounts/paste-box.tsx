import { type ChangeEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type FoundCredentials, findCredentials } from '#contract/pure/credentials/credential-shapes.ts'
import { MAX_LOOKED_AT } from '#contract/pure/limits.ts'
import { Field, type FieldMessage, TextArea } from '#renderer/ui/controls/field.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'

type Finding = 'foundBoth' | 'foundAppId' | 'foundSecret' | 'foundNone'

const tones: Record<Finding, FieldMessage['tone']> = {
  foundBoth: 'good',
  foundAppId: 'hint',
  foundSecret: 'hint',
  foundNone: 'hint',
}

function findingOf({ appId, appSecret, masked }: FoundCredentials): Finding | undefined {
  if (appId) return appSecret ? 'foundBoth' : 'foundAppId'
  if (appSecret) return 'foundSecret'
  return masked.trim() === '' ? undefined : 'foundNone'
}

/** Takes any text that holds credentials; a secret is masked in it as soon as it is recognised. */
export function PasteBox({ onFound }: { onFound(found: FoundCredentials): void }) {
  const { t } = useTranslation(['accounts', 'common'])
  const { count } = useFormat()
  const [isCut, setCut] = useState(false)
  const [finding, setFinding] = useState<Finding>()
  const read = (event: ChangeEvent<HTMLTextAreaElement>) => {
    const found = findCredentials(event.target.value)
    if (found.appSecret || found.cut) event.target.value = found.masked
    setCut(found.cut)
    setFinding(findingOf(found))
    onFound(found)
  }
  const cutNote = isCut ? ` ${t('common:lookedAt', { n: count(MAX_LOOKED_AT) })}` : ''
  return (
    <Field
      label={t('form.paste')}
      note={t('form.pasteNote')}
      message={finding && { tone: tones[finding], text: `${t(`form.${finding}`)}${cutNote}` }}
    >
      <TextArea onChange={read} className="h-21 wide:h-28" />
    </Field>
  )
}
