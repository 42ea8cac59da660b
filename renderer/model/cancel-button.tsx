import { useTranslation } from 'react-i18next'
import { Button } from '#renderer/ui/controls/button.tsx'
import type { CommandView } from './command.ts'

/** The way to stop a command, for as long as it runs. */
export function CancelButton({
  command: { busy, cancel },
  size = 'm',
}: {
  command: Pick<CommandView<never, unknown>, 'busy' | 'cancel'>
  size?: 's' | 'm' | 'l'
}) {
  const { t } = useTranslation()
  if (!busy) return null
  return (
    <Button variant="plain" size={size} onClick={cancel}>
      {t('cancel')}
    </Button>
  )
}
