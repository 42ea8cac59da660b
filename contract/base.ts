import { oc } from '@orpc/contract'
import { z } from 'zod'
import { problemSchema } from './problem.ts'

/** Every command has one declared error, whose data is a {@link Problem}. */
export const command = oc.errors({ PROBLEM: { status: 422, data: problemSchema } })

/** Ids are opaque to the page; core makes them with `randomUUID`. */
export const accountIdSchema = z.string().min(1).max(64)
