import { dirname } from 'node:path'
import type { Import } from './imports.ts'

/**
 * Folders that import one another, directly or by way of others; each cycle once, sorted. A folder inside another one
 * counts as a folder of its own.
 */
export function folderCycles(imports: readonly Import[]): string[][] {
  const targets = new Map<string, Set<string>>()
  for (const { from, to } of imports) {
    const [a, b] = [dirname(from), dirname(to)]
    if (a !== b) targets.set(a, (targets.get(a) ?? new Set()).add(b))
  }
  const reached = new Map([...targets.keys()].map((folder) => [folder, reachableFrom(folder, targets)]))
  const cycles = new Map<string, string[]>()
  for (const [folder, all] of reached) {
    if (!all.has(folder)) continue
    const members = [...all].filter((other) => reached.get(other)?.has(folder)).sort()
    cycles.set(members.join(), members)
  }
  return [...cycles.values()]
}

function reachableFrom(folder: string, targets: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const reached = new Set<string>()
  const open = [folder]
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const target of targets.get(next) ?? []) {
      if (reached.has(target)) continue
      reached.add(target)
      open.push(target)
    }
  }
  return reached
}
