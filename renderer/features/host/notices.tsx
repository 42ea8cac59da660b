import { X } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoticeView } from '#contract/host.ts'
import { client } from '#renderer/bridge/client.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { useCommand } from '#renderer/model/command.ts'
import { useNoticeText } from '#renderer/model/notice-text.ts'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'
import { Note } from '#renderer/ui/layout/note.tsx'

/** What the person should know about their data; what lasts is only put out of sight here, and stays in the settings. */
export function Notices() {
  const { t } = useTranslation('host')
  const noticeText = useNoticeText()
  const [hidden, setHidden] = useState<string[]>([])
  const forGood = useCommand((options, id: string) => client.host.dismissNotice({ id }, options), {
    whileBusy: 'replace',
  })
  const notices = useSnapshot('host')?.value.notices ?? []
  // One that is over, and comes again, is news.
  const stillThere = hidden.filter((id) => notices.some((notice) => notice.id === id))
  if (stillThere.length < hidden.length) setHidden(stillThere)
  const dismiss = ({ id, kept }: NoticeView) => {
    if (kept) void forGood.run(id)
    else setHidden([...hidden, id])
  }
  const shown = notices.filter(({ id }) => !hidden.includes(id))
  if (shown.length === 0) return null
  return (
    // Many at once leave room for the console: four rows, and the rest by scrolling.
    <div className="max-h-40 shrink-0 overflow-y-auto">
      {shown.map((notice) => (
        <Note
          key={notice.id}
          tone="warn"
          banner
          actions={<IconButton icon={X} label={t('dismiss')} onClick={() => dismiss(notice)} />}
        >
          {noticeText(notice)}
        </Note>
      ))}
    </div>
  )
}
