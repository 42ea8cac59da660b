import { type } from '@orpc/contract'
import { z } from 'zod'
import { chosenOriginSchema, chosenProxySchema } from './accounts.ts'
import { accountIdSchema, command } from './base.ts'
import type { ExchangeView } from './exchange.ts'
import type { Problem } from './problem.ts'

/** In the order in which a request goes. With a proxy, `dns` and `tcp` are its business. */
export type ConnectionStepName = 'proxy' | 'dns' | 'tcp' | 'tls' | 'http'

/** `not-used`: the route has no such step, as TLS on plain http · `not-reached`: an earlier one failed. */
export interface ConnectionStep {
  step: ConnectionStepName
  state: 'ok' | 'failed' | 'not-reached' | 'not-used'
  ms?: number
  /** Of `proxy`, or of `tcp`: the address that this computer connected to. */
  address?: string
  tls?: NonNullable<NonNullable<ExchangeView['connection']>['tls']>
  /** The status of `http`. */
  status?: number
  errcode?: number
  /** Why it failed. */
  problem?: Problem
}

export interface ConnectionTest {
  /** Epoch ms. */
  at: number
  /** As dialled. */
  origin: string
  /** The proxy that was used, without credentials. */
  via?: string
  steps: ConnectionStep[]
  exchangeId: number
}

export const routeContract = {
  /**
   * Sends one `getcallbackip` without a token, on a new connection: WeChat answers 41001, and no secret is sent.
   * `draft` is tested in place of the account's settings. A failure before the first step, such as `ca-file-invalid`, is
   * the command's problem; a later one is a step's.
   */
  test: command
    .input(
      z.object({
        accountId: accountIdSchema,
        draft: z.object({ origin: chosenOriginSchema, proxy: chosenProxySchema }).optional(),
      }),
    )
    .output(type<ConnectionTest>()),
}
