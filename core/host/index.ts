import type { HostView, Notice, NoticeView } from '#contract/host.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { SecretVault } from '#core/kernel/vault/vault.ts'
import type { DomainBus } from '#core/model/domain-events.ts'
import type { Module } from '#core/model/module.ts'
import type { NoticeBoard } from '#core/notices/notices.ts'
import { isAllowedLink } from './links.ts'

export interface HostDeps {
  bus: DomainBus
  facts: Omit<HostView, 'vault' | 'notices'>
  vault: Pick<SecretVault, 'describe'>
  notices: NoticeBoard
  openExternal?: ((url: string) => Promise<void>) | undefined
  issueTicket?: (() => { ticket: string; remainingMs: number }) | undefined
}

export interface HostService {
  /** False in a console that only reads the data folder: it renews and fetches nothing unasked. */
  isOwner(): boolean
}

/** Another console or a newer version owns the data of the folder. */
const foreign: ReadonlySet<NoticeView['code']> = new Set<Notice['code']>([
  'folder-in-use',
  'folder-taken',
  'store-newer',
  'state-newer',
])

/** What the host is and can do, and the notices about the person's data. */
export function createHost(deps: HostDeps): Module<HostService, 'host', 'host'> {
  const { bus, facts, vault, notices, openExternal, issueTicket } = deps
  const isOwner = () => !notices.list().some(({ code }) => foreign.has(code))
  let wasOwner = isOwner()
  notices.subscribe(() => {
    bus.publish('SnapshotChanged', { feature: 'host' })
    if (isOwner() === wasOwner) return
    wasOwner = !wasOwner
    bus.publish('OwnershipChanged', {})
  })
  const declined = (capability: 'openExternal' | 'morePages') =>
    new ProblemError({ code: 'host-declined', capability, retry: 'never' })

  return {
    service: { isOwner },
    snapshots: { host: () => ({ ...facts, vault: vault.describe(), notices: notices.list() }) },
    handlers: {
      host: {
        async openExternal({ url }) {
          if (!openExternal || !isAllowedLink(url)) throw declined('openExternal')
          await openExternal(url)
        },
        dismissNotice: ({ id }) => notices.dismiss(id),
        issueTicket() {
          if (!issueTicket) throw declined('morePages')
          return issueTicket()
        },
      },
    },
  }
}
