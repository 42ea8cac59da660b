import type { ExchangeSummary, ExchangeView } from '#contract/exchange.ts'

/** The row of a list from the whole exchange. */
export function summaryOf(view: ExchangeView): ExchangeSummary {
  const { id, accountId, method, origin, path, cause, causedBy, startedAt, pinned, outcome, status, size, phases } =
    view
  return {
    id,
    accountId,
    method,
    origin,
    path,
    cause,
    ...(causedBy !== undefined && { causedBy }),
    startedAt,
    pinned,
    outcome,
    ...(status !== undefined && { status }),
    ...(size !== undefined && { size }),
    ...(phases && { phases }),
  }
}
