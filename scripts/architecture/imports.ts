import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** Source text by path from the project's folder. */
export type Sources = ReadonlyMap<string, string>

/** One file imports another; both by their path from the project's folder. */
export interface Import {
  from: string
  to: string
}

const statement = /^(?:import|export)\b[^'"]*?['"]([^'"]+)['"]|\bimport\(\s*['"]([^'"]+)['"]/gm

/** A room's own files: no tests and nothing that only tests use. */
export function productSources(root: string, room: string): Sources {
  return new Map(
    globSync(`${room}/**/*.{ts,tsx}`, { cwd: root })
      .map((file) => file.replaceAll('\\', '/'))
      .filter((file) => !/\.test\.tsx?$|\/testing\//.test(file))
      .map((file) => [file, readFileSync(join(root, file), 'utf8')]),
  )
}

/** Imports between files that are both there, types included. */
export function importsIn(sources: Sources): Import[] {
  return [...sources].flatMap(([from, text]) =>
    [...text.matchAll(statement)].flatMap(([, named = '', called = '']) => {
      const to = pathOf(from, named || called)
      return sources.has(to) ? [{ from, to }] : []
    }),
  )
}

function pathOf(from: string, source: string): string {
  return source.startsWith('#') ? source.slice(1) : join(dirname(from), source).replaceAll('\\', '/')
}
