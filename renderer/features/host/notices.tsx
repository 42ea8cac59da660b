import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSnapshot } from '../../bridge/stores.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import { Note } from '../../ui/note.tsx'
import { useNoticeText } from './notice-text.ts'

/** What the host has to say about its data; the settings keep it after it is dismissed here. */
export function Notices() {
  const { t } = useTranslation('host')
  const noticeText = useNoticeText()
  const [dismissed, setDismissed] = useState<string[]>([])
  const notices = useSnapshot('host')?.value.notices.map(noticeText) ?? []
  return notices
    .filter((text) => !dismissed.includes(text))
    .map((text) => (
      <Note
        key={text}
        tone="warn"
        banner
        actions={<IconButton icon={X} label={t('dismiss')} onClick={() => setDismissed([...dismissed, text])} />}
      >
        {text}
      </Note>
    ))
}
