import { TriangleAlert } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { client } from '#renderer/bridge/client.ts'
import { useAccountName } from '#renderer/model/accounts.ts'
import { useCommand } from '#renderer/model/command.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Checkbox } from '#renderer/ui/checkbox.tsx'
import { Dialog, DialogText } from '#renderer/ui/dialog.tsx'
import { Icon } from '#renderer/ui/icon.tsx'
import { ProblemNote } from '#renderer/ui/problem-note.tsx'

/** Asks before an account, its secret and its token leave this computer. */
export function RemoveDialog({ account, onClose }: { account: AccountView; onClose(): void }) {
  const { t } = useTranslation('accounts')
  const name = useAccountName()(account)
  const safe = useRef<HTMLButtonElement>(null)
  const [withExchanges, setWithExchanges] = useState(false)
  const remove = useCommand(async ({ signal }) => {
    await client.accounts.remove({ id: account.id, withExchanges }, { signal })
    onClose()
  })
  return (
    <Dialog
      open
      onClose={onClose}
      icon={<Icon of={TriangleAlert} size="l" className="text-warn" />}
      title={<span className="wrap-anywhere">{t('remove.title', { label: name })}</span>}
      initialFocus={safe}
      footer={
        <>
          <Button variant="danger" size="l" busy={remove.busy} onClick={() => void remove.run()}>
            {t('remove.confirm')}
          </Button>
          <Button ref={safe} variant="primary" size="l" onClick={onClose}>
            {t('remove.keep')}
          </Button>
        </>
      }
    >
      <DialogText>{t('remove.why')}</DialogText>
      <Checkbox checked={withExchanges} onChange={setWithExchanges}>
        {t('remove.withExchanges')}
      </Checkbox>
      {remove.failure && <ProblemNote failure={remove.failure} />}
    </Dialog>
  )
}
