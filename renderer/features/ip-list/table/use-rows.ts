import { useMemo } from 'react'
import type { IpEntry } from '#contract/ip-list.ts'
import { blockRows, type Family, type Order, ofFamily, prepared, type Row, rowsOf } from './rows.ts'

// Memos by hand: the compiler leaves hooks alone that call none, and sorting 100,000 rows at each key is slow.

/** The rows of a list; none while it is on its way. */
export function useRows(
  entries: IpEntry[] | undefined,
  before: IpEntry[] | undefined,
  order: Order,
): Row[] | undefined {
  return useMemo(() => entries && rowsOf(entries, before, order), [entries, before, order])
}

/** Those that are still there. */
export function usePresentRows(...list: Parameters<typeof useRows>): Row[] | undefined {
  const rows = useRows(...list)
  return useMemo(() => rows && prepared(rows.filter(({ change }) => change !== 'gone')), [rows])
}

/** The blocks that a list merges into, as rows. */
export function useBlockRows(blocks: string[] | undefined): Row[] | undefined {
  return useMemo(() => blocks && blockRows(blocks), [blocks])
}

/** Those of a family. */
export function useFamily(rows: Row[] | undefined, family: Family): Row[] | undefined {
  return useMemo(() => rows && prepared(ofFamily(rows, family)), [rows, family])
}
