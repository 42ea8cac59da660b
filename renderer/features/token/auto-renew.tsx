import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { sourceNamed } from '#contract/pure/credentials/token-source.ts'
import { client } from '#renderer/bridge/client.ts'
import { useAccountSnapshot } from '#renderer/bridge/stores.ts'
import { useCommand } from '#renderer/model/command.ts'
import { Switch } from '#renderer/ui/controls/switch.tsx'
import { ConfirmDialog } from '#renderer/ui/overlays/confirm-dialog.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { Lanes } from './dialogs/lanes.tsx'

type Change = Parameters<typeof client.accounts.update>[0]

/**
 * Whether the console renews this account's token by itself. For a classic one it asks first: each renewal invalidates
 * a token that production may be using.
 */
export function AutoRenew({ account, className = '' }: { account: AccountView; className?: string }) {
  const { t } = useTranslation('token')
  const id = useId()
  const update = useCommand(
    ({ signal, confirmed }, change: Omit<Change, 'id'>) =>
      client.accounts.update({ id: account.id, ...change, ...(confirmed && { confirmedRenewal: true }) }, { signal }),
    { whileBusy: 'replace' },
  )
  const renewal = useAccountSnapshot('token', account.id)?.value.renewal
  return (
    <div className={`items-center gap-2 ${className}`}>
      {update.failure && <ProblemNote failure={update.failure} />}
      {renewal?.waitsFor === 'owner' && <span className="text-small text-text-2">{t('autoRenew.ownerWhy')}</span>}
      {/* biome-ignore lint/a11y/noLabelWithoutControl: the switch brings an input, so a press on the words counts, too */}
      <label className="flex items-center gap-2 text-small whitespace-nowrap text-text-2">
        <span id={id}>{t('autoRenew.label')}</span>
        <Switch
          checked={account.renewal === 'keep-alive'}
          onChange={(on) => void update.run({ renewal: on ? 'keep-alive' : 'off' })}
          aria-labelledby={id}
        />
      </label>
      <ConfirmDialog
        open={update.question !== undefined}
        title={t('autoRenew.classicTitle')}
        why={t('autoRenew.classicLead')}
        confirm={{ children: t('autoRenew.classicAnyway'), onClick: () => void update.confirm() }}
        safe={{
          children: t('autoRenew.useStable'),
          onClick: () => void update.run({ renewal: 'keep-alive', tokenSource: sourceNamed('stable') }),
        }}
        cancel={t('cancel')}
        onClose={update.dismiss}
      >
        <Lanes />
      </ConfirmDialog>
    </div>
  )
}
