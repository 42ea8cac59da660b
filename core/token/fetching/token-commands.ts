import type { Initiator } from '#contract/pure/request/initiator.ts'
import type { Diagnosis, ForceView, ProbeResult, TokenView } from '#contract/token.ts'
import type { Clock } from '#core/kernel/clock/clock.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { fingerprintOf } from '#core/kernel/redaction/marker.ts'
import { type Account, originKeyOf, tokenKeyOf } from '#core/model/account.ts'
import type { Cells } from '#core/token/cell/cells.ts'
import type { FetchToken } from '#core/token/cell/token-cell.ts'
import { collectEvidence } from '#core/token/diagnosis/collect-evidence.ts'
import { diagnose } from '#core/token/diagnosis/diagnose.ts'
import { probeToken } from '#core/token/diagnosis/probe.ts'
import { wrongFamily } from '#core/token/sources/token-source.ts'
import type { Timeline } from '#core/token/timeline/timeline.ts'
import type { WechatClient } from '#core/wechat/client.ts'
import type { CallTokensDeps } from './call-token.ts'
import { assertConfirmed, type FetchOptions, forceTooSoon, noToken } from './fetch-guards.ts'

/** The operations on an account's token, on behalf of `initiator`. */
export interface TokenCommands {
  /** Fails with `confirm-classic`, `confirm-force`, `force-too-soon`, `wrong-family`. */
  fetch(
    account: Account,
    initiator: Initiator,
    options: FetchOptions & { signal?: AbortSignal | undefined },
  ): Promise<TokenView>
  /** Takes a pasted token and tests it; fails with `wrong-family`. */
  paste(
    account: Account,
    initiator: Initiator,
    token: string,
    endsInSeconds?: number,
    signal?: AbortSignal,
  ): Promise<TokenView>
  /** One harmless call with the held token; fails with `no-token`. */
  probe(account: Account, initiator: Initiator, signal?: AbortSignal): Promise<ProbeResult>
  /** The diagnosis of `typed`, or of the held token; fails with `no-token` when there is neither. */
  diagnose(
    account: Account,
    initiator: Initiator,
    typed: string | undefined,
    mayProbe: boolean,
    signal?: AbortSignal,
  ): Promise<Diagnosis>
  /** The held token itself, for reveal and copy; fails with `no-token`. */
  reveal(account: Account): string
  /**
   * Sends a token request from the request panel. The account that the token belongs to holds it; without such an
   * account, the timeline records it. Fails with `force-too-soon`, and as `send` does.
   */
  obtain(account: Account, asked: AskedToken, send: FetchToken, signal?: AbortSignal): Promise<void>
}

/** The account whose token a request fetches, at the sending account's origin. */
export interface AskedToken {
  appId: string
  family: 'stable' | 'classic'
  force: boolean
}

export interface TokenCommandsDeps extends CallTokensDeps {
  client: Pick<WechatClient, 'ipList'>
  cells: Cells
  timeline: Timeline
  accounts(): Account[]
  clockFor(account: Account): Clock
  view(account: Account): TokenView
  forceUse(account: Account): ForceView
}

export function createTokenCommands(deps: TokenCommandsDeps): TokenCommands {
  const { client, cells, timeline, clockFor, contextFor, sourceFor, view } = deps

  async function probe(account: Account, initiator: Initiator, signal?: AbortSignal): Promise<ProbeResult> {
    const cell = await cells.open(account)
    const token = cell.held()?.token
    if (token === undefined) throw noToken()
    return probeToken(client, cell, await contextFor(account, initiator, signal), token)
  }

  return {
    probe,
    async fetch(account, initiator, options) {
      const cell = await cells.open(account)
      const { force, signal } = options
      assertConfirmed(account, options, view(account))
      const ask: FetchToken = (stop) => sourceFor(account).obtain({ initiator, step: 'call', force }, stop)
      await cell.fetch(ask, signal, force ? 'forced' : 'fetched')
      return view(account)
    },
    async paste(account, initiator, token, endsInSeconds, signal) {
      if (account.tokenSource.kind !== 'pasted') throw wrongFamily('only-pasted-takes-tokens')
      const cell = await cells.open(account)
      cell.paste(token, endsInSeconds)
      try {
        await probe(account, initiator, signal)
      } catch (error) {
        // The token is held all the same; the failure of the test is reported beside it.
        if (!(error instanceof ProblemError)) throw error
        cell.fail(error.problem)
      }
      return view(account)
    },
    async diagnose(account, initiator, typed, mayProbe, signal) {
      const cell = await cells.open(account)
      if (typed === undefined && !cell.held()) throw noToken()
      const now = clockFor(account).now()
      const allowed = mayProbe && {
        probe: async (token: string) => probeToken(client, cell, await contextFor(account, initiator, signal), token),
      }
      const evidence = await collectEvidence({ account, typed, cell, timeline, now, ...allowed })
      return diagnose(evidence, clockFor(account).now())
    },
    reveal(account) {
      const held = cells.opened(account)?.held()
      if (!held) throw noToken()
      return held.token
    },
    obtain: (account, asked, send, signal) => obtainAsked(deps, account, asked, send, signal),
  }
}

async function obtainAsked(
  { cells, timeline, accounts, clockFor, forceUse }: TokenCommandsDeps,
  account: Account,
  { appId, family, force }: AskedToken,
  send: FetchToken,
  signal: AbortSignal | undefined,
): Promise<void> {
  const owner: Account = { ...account, appId, tokenSource: { kind: 'wechat', family } }
  const originKey = originKeyOf(owner)
  const source = force ? 'forced' : 'fetched'
  const { waitMs } = forceUse(owner)
  if (force && waitMs > 0) throw forceTooSoon(waitMs)
  const ask: FetchToken = (stop) => {
    if (force) timeline.add(originKey, { kind: 'forced', at: clockFor(owner).now(), family })
    return send(stop)
  }
  const entry = accounts().find((one) => tokenKeyOf(one) === tokenKeyOf(owner))
  if (entry) {
    const cell = await cells.open(entry)
    await cell.fetch(ask, signal, source, { own: true })
    return
  }
  const at = clockFor(owner).now()
  const { token, expiresInSeconds } = await ask(signal ?? new AbortController().signal)
  const expiresAt = at + expiresInSeconds * 1000
  timeline.add(originKey, { kind: 'token', at, hash: fingerprintOf(token), family, source, expiresAt })
}
