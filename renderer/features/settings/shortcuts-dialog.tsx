import { useTranslation } from 'react-i18next'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { ShortcutList } from './shortcut-list.tsx'

export function ShortcutsDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  const { t } = useTranslation('settings')
  return (
    <Dialog open={open} onClose={onClose} title={t('sections.shortcuts')}>
      <ShortcutList />
    </Dialog>
  )
}
