import { lazy, type ReactNode } from 'react'

/** A component whose code is fetched when it is first drawn; its module exports it by name. */
export function lazily<Props extends object>(load: () => Promise<(props: Props) => ReactNode>) {
  return lazy(async () => ({ default: await load() }))
}
