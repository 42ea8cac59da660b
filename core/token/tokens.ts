import { sourceTraits } from '#contract/pure/credentials/token-source.ts'
import type { TimelineView } from '#contract/timeline.ts'
import type { ForceView, TokenView } from '#contract/token.ts'
import { type Account, originKeyOf, tokenKeyOf } from '#core/model/account.ts'
import { renewalJob } from '#core/model/initiator.ts'
import { type Cells, createCells } from './cell/cells.ts'
import { openTokenCell, type TokenCell, type TokenCellDeps } from './cell/token-cell.ts'
import { type CallTokens, createCallTokens } from './fetching/call-token.ts'
import { forceOf } from './fetching/force.ts'
import { createTokenCommands, type TokenCommands, type TokenCommandsDeps } from './fetching/token-commands.ts'
import { createRenewals, type Renewals, type RenewalsDeps } from './renewal/renewals.ts'
import { type TokenSourceDeps, tokenSourceOf } from './sources/token-source.ts'
import { inTime } from './timeline/in-time.ts'
import type { Timeline } from './timeline/timeline.ts'
import { writeTimeline } from './timeline/write-timeline.ts'

/** The held tokens of all accounts: one per origin, AppID and source. */
export interface Tokens extends TokenCommands, CallTokens {
  view(account: Account): TokenView
  timeline(account: Account): TimelineView
  /** Reads the account's token from the vault, so that the first view is right. */
  open(account: Account): Promise<void>
  /** The account's credentials for fetching tokens have changed. */
  credentialsChanged(account: Account): void
  /** A server's `Date`, epoch ms. */
  onServerDate(account: Account, serverNow: number): void
  /** Starts and stops renewals to match the accounts' settings. */
  syncRenewals(): Promise<void>
  /** The clocks have jumped: the times of every token and renewal are computed again. */
  wake(): void
  /** The vault can be read again: reads what could not be. */
  readAgain(): Promise<void>
  /** Forgets the held token of an account that is gone. */
  forget(account: Account): Promise<void>
  stopRenewals(): void
  /** Resolves when the vault has stored the held token. */
  flushed(): Promise<void>
}

export interface TokensDeps
  extends Omit<TokenSourceDeps, 'client' | 'onForced'>,
    Omit<RenewalsDeps, 'open' | 'targetFor'>,
    Pick<TokenCellDeps, 'vault' | 'redactor' | 'clockIsBehind'>,
    Pick<TokenCommandsDeps, 'timeline' | 'clockFor'> {
  client: TokenSourceDeps['client'] & TokenCommandsDeps['client']
  /** The stored token of the account cannot be read. */
  onDamaged(account: Account): void
}

/** Smallest clock skew in ms that is shown. */
const NOTED_SKEW_MS = 5 * 60_000

export function createTokens(deps: TokensDeps): Tokens {
  const { timeline, clockFor, changed } = deps
  /** By how much the servers' clocks are ahead, per origin and AppID: a note for the page, used for nothing. */
  const skews = new Map<string, number>()
  const onForced = (account: Account) =>
    timeline.add(originKeyOf(account), { kind: 'forced', at: clockFor(account).now(), family: 'stable' })
  const sourceFor = (account: Account) => tokenSourceOf(account, { ...deps, onForced })
  const cells: Cells = createCells((account) => openCell(account, renewals, deps))
  const renewals = createRenewals({
    ...deps,
    open: cells.open,
    targetFor: (account, asking) => ({
      harmsProduction: sourceTraits(account.tokenSource).harmsProduction,
      clock: clockFor(account),
      token: () => cells.opened(account)?.describe() ?? { state: 'none' },
      isUnread: () => cells.opened(account)?.isUnread() ?? true,
      async renew(signal) {
        const owner = asking()
        const cell = await cells.open(owner)
        const call = { initiator: renewalJob, step: 'call' } as const
        await cell.fetch((stop) => sourceFor(owner).obtain(call, stop), signal, 'renewed')
      },
      probe: (signal) => commands.probe(asking(), renewalJob, signal),
    }),
  })

  function forceUse(account: Account): ForceView {
    const now = clockFor(account).now()
    return forceOf(inTime(timeline.records(originKeyOf(account)), now), now)
  }

  function view(account: Account): TokenView {
    const clockSkewMs = skews.get(originKeyOf(account))
    const { tokenSource } = account
    return {
      ...(cells.opened(account)?.describe() ?? { state: 'none' }),
      accountId: account.id,
      tokenSource,
      renewal: renewals.view(account),
      ...(sourceTraits(tokenSource).canForce && { force: forceUse(account) }),
      ...(clockSkewMs !== undefined && { clockSkewMs }),
    }
  }

  const fetching = { ...deps, cells, sourceFor }
  const commands = createTokenCommands({ ...fetching, view, forceUse })

  return {
    ...commands,
    ...createCallTokens(fetching),
    view,
    timeline: (account) => timeline.view(account.id, originKeyOf(account), clockFor(account).now()),
    async open(account) {
      await cells.open(account)
    },
    credentialsChanged: renewals.reset,
    onServerDate(account, serverNow) {
      const skewMs = serverNow - clockFor(account).now()
      const isNoted = Math.abs(skewMs) > NOTED_SKEW_MS
      const wasNoted = skews.delete(originKeyOf(account))
      if (isNoted) skews.set(originKeyOf(account), skewMs)
      if (isNoted || wasNoted) changed()
    },
    syncRenewals: renewals.sync,
    wake() {
      renewals.wake()
      changed()
    },
    async readAgain() {
      await Promise.all(cells.all().map((cell) => cell.readAgain()))
    },
    forget: cells.forget,
    stopRenewals: renewals.stop,
    async flushed() {
      await Promise.all(cells.all().map((cell) => cell.flushed()))
    },
  }
}

async function openCell(account: Account, renewals: Renewals, deps: TokensDeps): Promise<TokenCell> {
  const { clockFor } = deps
  const onTimeline = writeTimeline({ timeline: timelineOf(deps), account, now: () => clockFor(account).now() })
  const cell = await openTokenCell({
    ...deps,
    harmsProduction: sourceTraits(account.tokenSource).harmsProduction,
    vaultKey: tokenKeyOf(account),
    clock: clockFor(account),
    listener: {
      ...onTimeline,
      onObtained(held) {
        onTimeline.onObtained(held)
        renewals.tokenObtained(account)
      },
      onDamaged: () => deps.onDamaged(account),
    },
    changed() {
      renewals.reschedule(account)
      deps.changed()
    },
  })
  renewals.reschedule(account)
  deps.changed()
  return cell
}

/** Takes no records of an account that is gone, which a call that is still running may bring. */
function timelineOf({ timeline, accounts }: TokensDeps): Pick<Timeline, 'add' | 'records'> {
  return {
    records: timeline.records,
    add(place, record) {
      if (accounts().some((account) => originKeyOf(account) === place)) timeline.add(place, record)
    },
  }
}
