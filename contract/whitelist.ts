import { type } from '@orpc/contract'
import { z } from 'zod'
import { accountIdSchema, command } from './base.ts'
import type { Problem } from './problem.ts'

/** A caller's IP as WeChat names it in 40164, 61004 and 45035. Times are epoch ms on the account's clock. */
export interface SeenIp {
  ip: string
  firstAt: number
  lastAt: number
  /** Number of refusals that named it. */
  times: number
  /** The origin of the calls, e.g. `https://api.weixin.qq.com`; `sandbox` for the embedded WeChat. */
  origin: string
  /** The proxy of the calls, without its credentials; absent when there was none. */
  proxy?: string
}

/** The smallest IPv4 network that holds several addresses. */
export interface CommonCidr {
  /** E.g. `203.0.113.0/26`. */
  cidr: string
  addresses: number
}

/** Whether calls leave from one IP. `changing`: from several within a week, by the same route. */
export type Egress =
  | { kind: 'steady' }
  | {
      kind: 'changing'
      ips: number
      /** Absent when it would contain too many addresses, or when one of the IPs is no IPv4. */
      commonCidr?: CommonCidr
    }

/** What an account's refusals show about its IP whitelist. */
export interface WhitelistView {
  accountId: string
  /** As of sending, on the account's clock. */
  now: number
  /** Last seen first. */
  seen: SeenIp[]
  egress: Egress
  /**
   * The last refusal of this run, until a call that is no connection test succeeds; `afterWait`: it came when a saved
   * change should have been in effect.
   */
  refusal?: { problem: Extract<Problem, { code: 'wechat' }>; at: number; afterWait: boolean }
  /**
   * The person has said that the whitelist was changed `at`; the change takes effect by `againAt`. `remainingMs` as of
   * sending.
   */
  saved?: { at: number; againAt: number; remainingMs: number }
}

export const whitelistContract = {
  /** Notes that the whitelist was changed just now; the time to try again is in 5 minutes. Nothing is sent. */
  saved: command.input(z.object({ accountId: accountIdSchema })).output(type<WhitelistView>()),
}
