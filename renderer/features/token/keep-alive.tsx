import { TriangleAlert } from 'lucide-react'
import { useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { client } from '#renderer/bridge/client.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { useCommand } from '#renderer/model/command.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog, DialogText } from '#renderer/ui/dialog.tsx'
import { Icon } from '#renderer/ui/icon.tsx'
import { ProblemNote } from '#renderer/ui/problem-note.tsx'
import { Switch } from '#renderer/ui/switch.tsx'
import { Lanes } from './dialogs/lanes.tsx'

type Change = Parameters<typeof client.accounts.update>[0]

/** Whether the console renews this account's token by itself. For a classic one it asks first. */
export function KeepAlive({ account, className = '' }: { account: AccountView; className?: string }) {
  const { t } = useTranslation('token')
  const id = useId()
  const update = useCommand(
    ({ signal, confirmed }, change: Omit<Change, 'id'>) =>
      client.accounts.update({ id: account.id, ...change, ...(confirmed && { confirmedRenewal: true }) }, { signal }),
    { whileBusy: 'replace' },
  )
  const renewal = useSnapshot('token')?.value.find(({ accountId }) => accountId === account.id)?.renewal
  return (
    <div className={`items-center gap-2 ${className}`}>
      {update.failure && <ProblemNote failure={update.failure} />}
      {renewal?.waitsFor === 'owner' && <span className="text-small text-text-2">{t('keepAlive.ownerWhy')}</span>}
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch brings an input, so a press on the words counts, too */}
      <label className="flex items-center gap-2 text-small whitespace-nowrap text-text-2">
        <span id={id}>{t('keepAlive.label')}</span>
        <Switch
          checked={account.renewal === 'keep-alive'}
          onChange={(on) => void update.run({ renewal: on ? 'keep-alive' : 'off' })}
          aria-labelledby={id}
        />
      </label>
      <ClassicRenewalDialog
        open={update.question !== undefined}
        onClose={update.dismiss}
        onConfirm={() => void update.confirm()}
        onStable={() => void update.run({ renewal: 'keep-alive', family: 'stable' })}
      />
    </div>
  )
}

/** Each renewal of a classic token retires one that a service may be using, so the other family comes first. */
function ClassicRenewalDialog({
  open,
  onClose,
  onConfirm,
  onStable,
}: {
  open: boolean
  onClose(): void
  onConfirm(): void
  onStable(): void
}) {
  const { t } = useTranslation('token')
  const safe = useRef<HTMLButtonElement>(null)
  return (
    <Dialog
      open={open}
      onClose={onClose}
      initialFocus={safe}
      icon={<Icon of={TriangleAlert} size="l" className="text-warn" />}
      title={t('keepAlive.classicTitle')}
      footer={
        <>
          <Button variant="plain" size="l" className="mr-auto -ml-3.5" onClick={onClose}>
            {t('cancel')}
          </Button>
          <Button variant="danger" size="l" onClick={onConfirm}>
            {t('keepAlive.classicAnyway')}
          </Button>
          <Button variant="primary" size="l" ref={safe} onClick={onStable}>
            {t('keepAlive.useStable')}
          </Button>
        </>
      }
    >
      <DialogText>{t('keepAlive.classicLead')}</DialogText>
      <Lanes />
    </Dialog>
  )
}
