import { CornerDownRight, History } from 'lucide-react'
import type { AccountView } from '#contract/accounts.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { useAccountStatus } from '#renderer/model/account-status.ts'
import { Kbd } from '#renderer/ui/controls/kbd.tsx'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { MiniRing } from '#renderer/ui/figures/mini-ring.tsx'
import type { PaletteItem } from './palette-items.ts'
import type { Match } from './search.ts'

/** What stands in one line of the palette. */
export function PaletteRow({ item, match }: { item: PaletteItem; match: Match }) {
  const { kind, label, detail, accelerator } = item
  return (
    <>
      <span className="grid w-5 shrink-0 place-items-center text-text-3">
        {kind === 'accounts' ? (
          <Ring accountId={item.id} />
        ) : (
          <Icon of={kind === 'actions' ? CornerDownRight : History} />
        )}
      </span>
      <span className={kind === 'exchanges' ? 'mono whitespace-nowrap' : 'font-strong whitespace-nowrap'}>
        <Marked label={label} marked={match.marked} />
      </span>
      {detail !== undefined && detail !== label && (
        <span className="min-w-0 truncate text-small text-text-3 tabular-nums">{detail}</span>
      )}
      {accelerator && (
        <span className="ml-auto">
          <Kbd accelerator={accelerator} />
        </span>
      )}
    </>
  )
}

function Marked({ label, marked }: { label: string; marked: Match['marked'] }) {
  if (!marked) return label
  return (
    <>
      {label.slice(0, marked.start)}
      <mark className="bg-transparent text-accent-text">{label.slice(marked.start, marked.end)}</mark>
      {label.slice(marked.end)}
    </>
  )
}

function Ring({ accountId }: { accountId: string }) {
  const account = useSnapshot('accounts')?.value.find(({ id }) => id === accountId)
  return account && <StatusRing account={account} />
}

function StatusRing({ account }: { account: AccountView }) {
  const { status, share } = useAccountStatus(account)
  return <MiniRing status={status} share={share} />
}
