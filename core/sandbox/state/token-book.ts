import { beijingDay } from './calendar.ts'
import { deriveToken } from './derive.ts'
import type { AccountState, Grant, SandboxState } from './state.ts'

/** The two token types, which never affect each other. */
export type Family = 'classic' | 'stable'

/** A token as handed to a caller; `expiresIn` in whole seconds. */
export interface Issued {
  token: string
  expiresIn: number
}

/** The verdict on a received token. */
export type Standing = 'valid' | 'expired' | 'superseded' | 'unknown'

/** A token's account, and its serial there. */
export interface Owner {
  appId: string
  family: Family
  serial: number
}

const lifetimeMs = 7_200_000
/** Ms that a token works after its successor was issued, and before its end that a stable token renews itself. */
const overlapMs = 300_000
const forcedPauseMs = 30_000
const forcedPerDay = 20
/** Tokens remembered per type; older ones are unknown, which WeChat answers like superseded. */
const remembered = 32

/**
 * All issued tokens. Of each type the newest is current; the one before works for five minutes more, never past its own
 * end; older ones are superseded. Times are epoch ms of the virtual clock. Changes are written into the given `state`.
 */
export class TokenBook {
  readonly #state: SandboxState
  readonly #changed: () => void
  readonly #owners = new Map<string, Owner>()

  constructor(state: SandboxState, changed: () => void) {
    this.#state = state
    this.#changed = changed
    for (const [appId, account] of Object.entries(state.accounts)) {
      for (const family of ['classic', 'stable'] as const) {
        for (const { serial } of account[family]) this.#remember({ appId, family, serial })
      }
    }
  }

  /** A new token at every call. */
  fetchClassic(appId: string, now: number): Issued {
    return this.#hand(appId, 'classic', this.rotate(appId, 'classic', now), now)
  }

  /** The current token while more than five minutes of it are left, else a new one. */
  fetchStable(appId: string, now: number): Issued {
    const current = this.#account(appId).stable.at(-1)
    const lasts = current !== undefined && current.expiresAt - now > overlapMs
    return this.#hand(appId, 'stable', lasts ? current : this.rotate(appId, 'stable', now), now)
  }

  /** A new token; `undefined` beyond 20 a day. Within 30 s of the last forced one, the current token. */
  forceStable(appId: string, now: number): Issued | undefined {
    const account = this.#account(appId)
    const { forced } = account
    if (forced && now - forced.lastAt < forcedPauseMs) return this.fetchStable(appId, now)
    const day = beijingDay(now)
    const used = forced?.day === day ? forced.count : 0
    if (used >= forcedPerDay) return undefined
    account.forced = { day, count: used + 1, lastAt: now }
    return this.#hand(appId, 'stable', this.rotate(appId, 'stable', now), now)
  }

  /** Issues a new token of this type, for any caller. */
  rotate(appId: string, family: Family, issuedAt: number): Grant {
    const grants = this.#account(appId)[family]
    const grant = { serial: (grants.at(-1)?.serial ?? 0) + 1, issuedAt, expiresAt: issuedAt + lifetimeMs }
    grants.push(grant)
    this.#remember({ appId, family, serial: grant.serial })
    for (const old of grants.splice(0, grants.length - remembered)) {
      this.#owners.delete(deriveToken(this.#state.seed, appId, family, old.serial))
    }
    this.#changed()
    return grant
  }

  /** Makes a token superseded at once, as if its successor had been issued five minutes ago. */
  supersede(token: string, now: number): void {
    const owner = this.#owners.get(token)
    if (owner) this.rotate(owner.appId, owner.family, now - overlapMs)
  }

  /** Expires a token now. */
  expire(token: string, now: number): void {
    const grant = this.#grantOf(token)
    if (!grant || grant.expiresAt <= now) return
    grant.expiresAt = now
    this.#changed()
  }

  standing(token: string, now: number): Standing {
    const owner = this.#owners.get(token)
    if (!owner) return 'unknown'
    const grants = this.#account(owner.appId)[owner.family]
    const index = grants.findIndex(({ serial }) => serial === owner.serial)
    const grant = grants[index]
    if (!grant) return 'unknown'
    if (now >= grant.expiresAt) return 'expired'
    const successor = grants[index + 1]
    if (!successor) return 'valid'
    const overlaps = index === grants.length - 2 && now < successor.issuedAt + overlapMs
    return overlaps ? 'valid' : 'superseded'
  }

  /** `undefined` for a token that was not issued here, or too long ago. */
  ownerOf(token: string): Owner | undefined {
    return this.#owners.get(token)
  }

  tokenOf({ appId, family, serial }: Owner): string {
    return deriveToken(this.#state.seed, appId, family, serial)
  }

  #account(appId: string): AccountState {
    this.#state.accounts[appId] ??= { classic: [], stable: [] }
    return this.#state.accounts[appId]
  }

  #grantOf(token: string): Grant | undefined {
    const owner = this.#owners.get(token)
    return owner && this.#account(owner.appId)[owner.family].find(({ serial }) => serial === owner.serial)
  }

  #remember(owner: Owner): void {
    this.#owners.set(deriveToken(this.#state.seed, owner.appId, owner.family, owner.serial), owner)
  }

  #hand(appId: string, family: Family, grant: Grant, now: number): Issued {
    return {
      token: deriveToken(this.#state.seed, appId, family, grant.serial),
      expiresIn: Math.floor((grant.expiresAt - now) / 1000),
    }
  }
}
