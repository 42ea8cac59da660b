import { type } from '@orpc/contract'
import { z } from 'zod'
import { accountIdSchema, command } from './base.ts'
import type { Problem } from './problem.ts'

/** A caller's IP in WeChat's words, as 40164, 61004 and 45035 name it. Times are epoch ms on the account's clock. */
export interface SeenIp {
  ip: string
  firstAt: number
  lastAt: number
  /** How many refusals named it. */
  times: number
  /** Where the calls went, e.g. `https://api.weixin.qq.com`; `sandbox` for the embedded WeChat. */
  origin: string
  /** The proxy they went through, without its credentials; absent when there was none. */
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
      /** Absent when it would let in too many, or when one of them is no IPv4. */
      commonCidr?: CommonCidr
    }

/** What is known of an account's whitelist from outside. */
export interface WhitelistView {
  accountId: string
  /** As of sending, on the account's clock. */
  now: number
  /** Last seen first. */
  seen: SeenIp[]
  egress: Egress
  /** The last refusal of this run, until a call is answered; `afterWait`: it came when a saved change should have acted. */
  refusal?: { problem: Extract<Problem, { code: 'wechat' }>; at: number; afterWait: boolean }
  /** The person has said that the whitelist was changed `at`; it acts by `againAt`. `remainingMs` as of sending. */
  saved?: { at: number; againAt: number; remainingMs: number }
}

export const whitelistContract = {
  /** Notes that the whitelist was changed just now, and when to try again: in 5 minutes. Nothing is sent. */
  saved: command.input(z.object({ accountId: accountIdSchema })).output(type<WhitelistView>()),
}
