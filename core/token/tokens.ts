import type { ExchangeStep, Initiator } from '#contract/pure/initiator.ts'
import type { TimelineView } from '#contract/timeline.ts'
import type { Detection, ForceView, ProbeResult, TokenView } from '#contract/token.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import type { Log } from '#core/kernel/log/log.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { fingerprintOf } from '#core/kernel/redaction/marker.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import type { SecretVault } from '#core/kernel/vault/vault.ts'
import { type Account, originKeyOf, tokenKeyOf } from '#core/model/account.ts'
import { renewalJob } from '#core/model/initiator.ts'
import type { RequestContext, WechatClient } from '#core/wechat/client.ts'
import { collectEvidence } from './diagnosis/collect-evidence.ts'
import { judge } from './diagnosis/detective.ts'
import { probeToken } from './diagnosis/probe.ts'
import { forceOf } from './force.ts'
import { inTime } from './in-time.ts'
import { assertAnswered, type FetchOptions, forceTooSoon, noToken, wrongFamily } from './questions.ts'
import type { RenewalProgress, Subject } from './renewal/renewal.ts'
import { createRenewals } from './renewal/renewals.ts'
import type { Timeline } from './timeline/timeline.ts'
import { writeTimeline } from './timeline/write-timeline.ts'
import { type FetchToken, openTokenCell, type TokenCell } from './token-cell.ts'
import { type TokenCall, withToken } from './with-token.ts'

/** The held tokens of all accounts: one per origin, AppID and family. */
export interface Tokens {
  view(account: Account): TokenView
  timeline(account: Account): TimelineView
  /** Reads the account's token from the vault, so that a first view is right. */
  open(account: Account): Promise<void>
  /** Fetches by the account's family; fails with `confirm-classic`, `confirm-force`, `force-too-soon`, `wrong-family`. */
  fetch(
    account: Account,
    initiator: Initiator,
    options: FetchOptions & { signal?: AbortSignal | undefined },
  ): Promise<TokenView>
  /** Takes a token from elsewhere and tries it; fails with `wrong-family`. */
  paste(
    account: Account,
    initiator: Initiator,
    token: string,
    endsInSeconds?: number,
    signal?: AbortSignal,
  ): Promise<TokenView>
  /** One harmless call with the held token; fails with `no-token`. */
  probe(account: Account, initiator: Initiator, signal?: AbortSignal): Promise<ProbeResult>
  /** What became of `typed`, or of the held token; fails with `no-token` when there is neither. */
  detect(
    account: Account,
    initiator: Initiator,
    typed: string | undefined,
    mayProbe: boolean,
    signal?: AbortSignal,
  ): Promise<Detection>
  /** The held token itself, for reveal and copy; fails with `no-token`. */
  reveal(account: Account): string
  /** Runs an API call with the account's token; see {@link withToken}. */
  call<T>(
    account: Account,
    initiator: Initiator,
    call: (context: RequestContext, token: string) => Promise<T>,
    signal?: AbortSignal,
  ): Promise<T>
  /**
   * Sends a token request of a person's own making. What it brings is held by the entry it belongs to; where there is
   * none, the timeline is told. Fails with `force-too-soon`, and as `send` does.
   */
  obtain(account: Account, asked: AskedToken, send: FetchToken, signal?: AbortSignal): Promise<void>
  /** What `account` fetches with has changed. */
  touched(account: Account): void
  /** A server said what time it is, epoch ms. */
  heardDate(account: Account, serverNow: number): void
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

/** Whose token a request asks for, at the sending account's origin. */
export interface AskedToken {
  appId: string
  family: 'stable' | 'classic'
  force: boolean
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
  damaged(account: Account): void
  credential(account: Account): Promise<{ appId: string; appSecret: string }>
  contextFor(account: Account, initiator: Initiator, signal?: AbortSignal): Promise<RequestContext>
  changed(): void
}

/** A server's clock that is less off than this is not worth a word. */
const SKEW_MS = 5 * 60_000

export function createTokens(deps: TokensDeps): Tokens {
  const { client, timeline } = deps
  const renewals = createRenewals({ random: deps.random, log: deps.log, changed: deps.changed })
  const cells = new Map<string, TokenCell>()
  const opening = new Map<string, Promise<TokenCell>>()
  const skews = new Map<string, number>()

  function cellOf(account: Account): Promise<TokenCell> {
    const key = tokenKeyOf(account)
    const known = opening.get(key)
    if (known) return known
    const { vault, redactor, log, clockIsBehind } = deps
    const opened = openTokenCell({
      family: account.family,
      vaultKey: key,
      clock: deps.clockFor(account),
      clockIsBehind,
      vault,
      redactor,
      log,
      told: writeTimeline({
        timeline,
        account,
        now: () => deps.clockFor(account).now(),
        obtained: () => renewals.touch(key),
        damaged: () => deps.damaged(account),
      }),
      changed() {
        renewals.replan(key)
        deps.changed()
      },
    }).then((cell) => {
      cells.set(key, cell)
      renewals.replan(key)
      deps.changed()
      return cell
    })
    opening.set(key, opened)
    // The next one who asks tries anew.
    opened.catch(() => opening.delete(key))
    return opened
  }

  const source =
    (
      account: Account,
      initiator: Initiator,
      { forceRefresh = false, step = 'call', causedBy }: SourceOptions = {},
    ): FetchToken =>
    async (signal) => {
      const { family } = account
      if (family === 'pasted') throw wrongFamily('pasted-is-not-fetched')
      const credential = await deps.credential(account)
      const context = withStep(await deps.contextFor(account, initiator, signal), step, causedBy)
      if (family === 'classic') return client.classicToken(context, credential)
      if (forceRefresh) {
        timeline.add(originKeyOf(account), { kind: 'forced', at: deps.clockFor(account).now(), family })
      }
      return client.stableToken(context, credential, { forceRefresh })
    }

  function forceFor(account: Account): ForceView {
    const now = deps.clockFor(account).now()
    return forceOf(inTime(timeline.records(originKeyOf(account)), now), now)
  }

  /** As far as the cell alone can say. */
  function describe(account: Account): ReturnType<TokenCell['describe']> {
    const { family } = account
    const nothing = {
      state: 'none',
      family,
      endKnown: true,
      remainingMs: 0,
      lifetimeMs: 0,
      sameAsBefore: false,
    } as const
    return cells.get(tokenKeyOf(account))?.describe() ?? nothing
  }

  function view(account: Account): TokenView {
    const key = tokenKeyOf(account)
    const skew = skews.get(originKeyOf(account))
    return {
      accountId: account.id,
      ...describe(account),
      renewal: { mode: account.renewal, ...renewalOf(account, key) },
      ...(account.family === 'stable' && { force: forceFor(account) }),
      ...(skew !== undefined && { clockSkewMs: skew }),
    }
  }

  function renewalOf(account: Account, key: string): RenewalProgress {
    if (deps.mayRenew()) return renewals.view(key)
    return isKeptAlive(account) ? { state: 'stopped', waitsFor: 'owner' } : { state: 'off' }
  }

  async function probe(account: Account, initiator: Initiator, signal?: AbortSignal): Promise<ProbeResult> {
    const cell = await cellOf(account)
    const token = cell.held()?.token
    if (token === undefined) throw noToken()
    return probeToken(client, cell, await deps.contextFor(account, initiator, signal), token)
  }

  function subjectFor(key: string, family: Subject['family'], account: Account): Subject {
    // Of the accounts that share the token, whichever still asks for it.
    const asking = () => deps.accounts().find((one) => isKeptAlive(one) && tokenKeyOf(one) === key) ?? account
    return {
      family,
      clock: deps.clockFor(account),
      token: () => describe(account),
      isUnread: () => cells.get(key)?.isUnread() ?? true,
      async renew(signal) {
        const cell = await cellOf(account)
        await cell.fetch(source(asking(), renewalJob), signal, 'renewed')
      },
      probe: (signal) => probe(asking(), renewalJob, signal),
    }
  }

  async function syncRenewals(): Promise<void> {
    const kept = deps.mayRenew() ? deps.accounts().filter(isKeptAlive) : []
    // A renewal whose cell cannot be opened yet opens it when it is due.
    await Promise.allSettled(kept.map(cellOf))
    const wanted = new Map<string, Subject>()
    for (const account of kept) {
      const key = tokenKeyOf(account)
      const { family } = account
      if (family !== 'pasted') wanted.set(key, subjectFor(key, family, account))
    }
    renewals.sync(wanted)
    deps.changed()
  }

  return {
    view,
    timeline: (account) => timeline.view(account.id, originKeyOf(account), deps.clockFor(account).now()),
    async open(account) {
      await cellOf(account)
    },
    async fetch(account, initiator, options) {
      const cell = await cellOf(account)
      const { force, signal } = options
      assertAnswered(account, options, view(account))
      await cell.fetch(source(account, initiator, { forceRefresh: force }), signal, force ? 'forced' : 'fetched')
      return view(account)
    },
    async paste(account, initiator, token, endsInSeconds, signal) {
      if (account.family !== 'pasted') throw wrongFamily('only-pasted-takes-tokens')
      const cell = await cellOf(account)
      cell.paste(token, endsInSeconds)
      try {
        await probe(account, initiator, signal)
      } catch (error) {
        // The token is held all the same; what kept it from being tried is told beside it.
        if (!(error instanceof ProblemError)) throw error
        cell.fail(error.problem)
      }
      return view(account)
    },
    probe,
    async detect(account, initiator, typed, mayProbe, signal) {
      const cell = await cellOf(account)
      if (typed === undefined && !cell.held()) throw noToken()
      const evidence = await collectEvidence({
        account,
        typed,
        cell,
        timeline,
        now: deps.clockFor(account).now(),
        ...(mayProbe && {
          probe: async (token) => probeToken(client, cell, await deps.contextFor(account, initiator, signal), token),
        }),
      })
      return judge(evidence, deps.clockFor(account).now())
    },
    reveal(account) {
      const held = cells.get(tokenKeyOf(account))?.held()
      if (!held) throw noToken()
      return held.token
    },
    async call<T>(
      account: Account,
      initiator: Initiator,
      call: (context: RequestContext, token: string) => Promise<T>,
      signal?: AbortSignal,
    ) {
      const cell = await cellOf(account)
      const run: TokenCall<T> = async (token, step, causedBy) =>
        call(withStep(await deps.contextFor(account, initiator, signal), step, causedBy), token)
      return withToken(run, {
        family: account.family,
        cell,
        source: (step, causedBy) => source(account, initiator, { step, causedBy }),
        ...(signal && { signal }),
      })
    },
    async obtain(account, { appId, family, force }, send, signal) {
      const owner: Account = { ...account, appId, family }
      const source = force ? 'forced' : 'fetched'
      const { waitMs } = forceFor(owner)
      if (force && waitMs > 0) throw forceTooSoon(waitMs)
      const ask: FetchToken = (stop) => {
        if (force) timeline.add(originKeyOf(owner), { kind: 'forced', at: deps.clockFor(owner).now(), family })
        return send(stop)
      }
      const entry = deps.accounts().find((one) => tokenKeyOf(one) === tokenKeyOf(owner))
      if (entry) {
        const cell = await cellOf(entry)
        await cell.fetch(ask, signal, source, { own: true })
        return
      }
      const at = deps.clockFor(owner).now()
      const { token, expiresInSeconds } = await ask(signal ?? new AbortController().signal)
      const hash = fingerprintOf(token)
      timeline.add(originKeyOf(owner), {
        kind: 'token',
        at,
        hash,
        family,
        source,
        expiresAt: at + expiresInSeconds * 1000,
      })
    },
    touched: (account) => renewals.touch(tokenKeyOf(account)),
    heardDate(account, serverNow) {
      const skew = serverNow - deps.clockFor(account).now()
      const place = originKeyOf(account)
      const isNoted = Math.abs(skew) > SKEW_MS
      if (!isNoted && !skews.has(place)) return
      if (isNoted) skews.set(place, skew)
      else skews.delete(place)
      deps.changed()
    },
    syncRenewals,
    wake() {
      renewals.wake()
      deps.changed()
    },
    async readAgain() {
      await Promise.all([...cells.values()].map((cell) => cell.readAgain()))
    },
    async forget(account) {
      const key = tokenKeyOf(account)
      const cell = await cellOf(account)
      await cell.forget()
      cells.delete(key)
      opening.delete(key)
    },
    stopRenewals: () => renewals.sync(new Map()),
    async flushed() {
      await Promise.all([...cells.values()].map((cell) => cell.flushed()))
    },
  }
}

interface SourceOptions {
  forceRefresh?: boolean
  step?: ExchangeStep
  causedBy?: number | undefined
}

const withStep = (context: RequestContext, step: ExchangeStep, causedBy: number | undefined): RequestContext => ({
  ...context,
  step,
  ...(causedBy !== undefined && { causedBy }),
})

const isKeptAlive = ({ renewal }: Account) => renewal === 'keep-alive'
