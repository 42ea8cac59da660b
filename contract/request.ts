import { type } from '@orpc/contract'
import { z } from 'zod'
import { accountIdSchema, command } from './base.ts'
import { MAX_REQUEST_BODY, MAX_TARGET } from './pure/request/request.ts'

export interface RequestReply {
  /** The one that brought the reply: after a replay the second. */
  exchangeId: number
  status: number
  /** Decoded body bytes. */
  size: number
}

export const requestContract = {
  /**
   * Sends one request of a person's own to the account's origin and no other. `request-invalid` when it cannot be sent
   * so (`pure/request.ts` has the rules), `confirm-request` while a costly one is not `confirmed`. An errcode and a reply
   * that is no JSON are problems, as everywhere; the exchange they name has all of it. A token that it obtains is held,
   * as if fetched by the button, when there is an entry of its family.
   */
  send: command
    .input(
      z.object({
        accountId: accountIdSchema,
        method: z.enum(['GET', 'POST']),
        /** Longer ones are told by `request-invalid`; this only bounds what is looked at. */
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
