import { useState } from 'react'
import type { ExchangeSummary } from '#contract/exchange.ts'

export type Selection = ReturnType<typeof useSelection>

/** Some of a list's exchanges, for what is done to several at once. What leaves the list leaves the selection. */
export function useSelection(list: ExchangeSummary[]) {
  const [ids, setIds] = useState<ReadonlySet<number>>(new Set())
  const [anchor, setAnchor] = useState<number>()
  const placeOf = (id: number | undefined) => list.findIndex((one) => one.id === id)
  return {
    /** Those of the list that are selected, in its order. */
    exchanges: ids.size === 0 ? [] : list.filter(({ id }) => ids.has(id)),
    has: (id: number) => ids.has(id),
    toggle(id: number) {
      const next = new Set(ids)
      if (!next.delete(id)) next.add(id)
      setIds(next)
      setAnchor(id)
    },
    /** From the one that was toggled last to this one. */
    extendTo(id: number) {
      const [from, to] = [placeOf(anchor), placeOf(id)].sort((a, b) => a - b) as [number, number]
      const between = list.slice(from < 0 ? to : from, to + 1).map((one) => one.id)
      setIds(new Set([...ids, ...between]))
      setAnchor(id)
    },
    clear() {
      setIds(new Set())
      setAnchor(undefined)
    },
  }
}
