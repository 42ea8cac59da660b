import { sourceTraits } from '#contract/pure/credentials/token-source.ts'
import type { Initiator } from '#contract/pure/request/initiator.ts'
import type { TimelineView } from '#contract/timeline.ts'
import type { ForceView, TokenView } from '#contract/token.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import type { Log } from '#core/kernel/log/log.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import type { SecretVault } from '#core/kernel/vault/vault.ts'
import { type Account, originKeyOf, tokenKeyOf } from '#core/model/account.ts'
import { renewalJob } from '#core/model/initiator.ts'
import type { Credential, RequestContext, WechatClient } from '#core/wechat/client.ts'
import { type Cells, createCells } from './cell/cells.ts'
import { openTokenCell, type TokenCell } from './cell/token-cell.ts'
import { createClockSkew } from './clock/clock-skew.ts'
import { forceOf } from './fetching/force.ts'
import { createTokenCommands, type TokenCommands } from './fetching/token-commands.ts'
import { createRenewals, type Renewals } from './renewal/renewals.ts'
import { sourceOf } from './sources/source-of.ts'
import type { TokenSource } from './sources/token-source.ts'
import { inTime } from './timeline/in-time.ts'
import type { Timeline } from './timeline/timeline.ts'
import { writeTimeline } from './timeline/write-timeline.ts'

/** The held tokens of all accounts: one per origin, AppID and source. */
export interface Tokens extends TokenCommands {
  view(account: Account): TokenView
  timeline(account: Account): TimelineView
  /** Reads the account's token from the vault, so that a first view is right. */
  open(account: Account): Promise<void>
  /** What the account's token is fetched with has changed. */
  credentialsChanged(account: Account): void
  /** A server's `Date`, epoch ms. */
  onServerDate(account: Account, serverNow: number): void
  /** Starts and stops renewals as the accounts ask for. */
  syncRenewals(): Promise<void>
  /** The clocks have moved: every token and renewal is looked at anew. */
  wake(): void
  /** The vault can be read again: reads what could not be. */
  readAgain(): Promise<void>
  /** Forgets the held token of an entry that is gone. */
  forget(account: Account): Promise<void>
  stopRenewals(): void
  /** Resolves when the vault has what is held. */
  flushed(): Promise<void>
}

export interface TokensDeps {
  client: Pick<WechatClient, 'stableToken' | 'classicToken' | 'ipList'>
  vault: SecretVault
  redactor: Redactor
  log: Log
  timeline: Timeline
  accounts(): Account[]
  /** From 0 to 1; spreads renewals. */
  random(): number
  /** The wall clock is earlier than when the console last ran. */
  clockIsBehind: boolean
  /** False in a console that only reads: another one, which owns the data folder, may be renewing the same tokens. */
  mayRenew(): boolean
  clockFor(account: Account): Clock
  /** What the vault had of the account's token cannot be read. */
  onDamaged(account: Account): void
  credential(account: Account): Promise<Credential>
  contextFor(account: Account, initiator: Initiator, signal?: AbortSignal): Promise<RequestContext>
  changed(): void
}

export function createTokens(deps: TokensDeps): Tokens {
  const { timeline, clockFor, changed } = deps
  const skew = createClockSkew()
  const cells: Cells = createCells((account) => openCell(account, renewals, deps))
  const renewals = createRenewals({
    ...deps,
    open: cells.open,
    token: (account) => cells.opened(account)?.describe() ?? { state: 'none' },
    isUnread: (account) => cells.opened(account)?.isUnread() ?? true,
    async renew(account, signal) {
      const cell = await cells.open(account)
      const call = { initiator: renewalJob, step: 'call' } as const
      await cell.fetch((stop) => sourceFor(account, deps).obtain(call, stop), signal, 'renewed')
    },
    probe: (account, signal) => commands.probe(account, renewalJob, signal),
  })

  function forceUse(account: Account): ForceView {
    const now = clockFor(account).now()
    return forceOf(inTime(timeline.records(originKeyOf(account)), now), now)
  }

  function view(account: Account): TokenView {
    const clockSkewMs = skew.of(originKeyOf(account))
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

  const commands = createTokenCommands({
    ...deps,
    cells,
    sourceFor: (account) => sourceFor(account, deps),
    view,
    forceUse,
  })

  return {
    ...commands,
    view,
    timeline: (account) => timeline.view(account.id, originKeyOf(account), clockFor(account).now()),
    async open(account) {
      await cells.open(account)
    },
    credentialsChanged: renewals.reset,
    onServerDate(account, serverNow) {
      if (skew.note(originKeyOf(account), serverNow - clockFor(account).now())) changed()
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
  const { timeline, clockFor } = deps
  const onTimeline = writeTimeline({ timeline, account, now: () => clockFor(account).now() })
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

function sourceFor(account: Account, { client, credential, contextFor, timeline, clockFor }: TokensDeps): TokenSource {
  return sourceOf(account.tokenSource, {
    client,
    credential: () => credential(account),
    async contextFor({ initiator, step, causedBy }, signal) {
      const context = await contextFor(account, initiator, signal)
      return { ...context, step, ...(causedBy !== undefined && { causedBy }) }
    },
    onForced: () =>
      timeline.add(originKeyOf(account), { kind: 'forced', at: clockFor(account).now(), family: 'stable' }),
  })
}
