import { type } from '@orpc/contract'
import { z } from 'zod'
import { accountIdSchema, command } from './base.ts'
import { MAX_REQUEST_BODY, MAX_TARGET } from './pure/request/request.ts'

export interface RequestReply {
  /** The exchange of the response: after a replay, the second. */
  exchangeId: number
  status: number
  /** Decoded body bytes. */
  size: number
}

export const requestContract = {
  /**
   * Sends one request, as typed, to the account's origin and no other. Fails with `request-invalid` when it breaks a
   * rule of `pure/request/request.ts`, with `confirm-request` when a costly one is not `confirmed`. An errcode and a
   * reply that is no JSON are problems, as everywhere; their exchange has the full response. A token that the request
   * obtains is held as if fetched, by the account at this origin that has its AppID and type, if there is one.
   */
  send: command
    .input(
      z.object({
        accountId: accountIdSchema,
        method: z.enum(['GET', 'POST']),
        /** Text longer than `MAX_TARGET` fails with `request-invalid`; this bounds only what is checked at all. */
        target: z.string().max(2 * MAX_TARGET),
        body: z
          .string()
          .max(2 * MAX_REQUEST_BODY)
          .default(''),
        attachToken: z.boolean(),
        confirmed: z.boolean().default(false),
        /** The exchange that is sent again, edited or not. */
        resendOf: z.number().int().nonnegative().optional(),
      }),
    )
    .output(type<RequestReply>()),
}
