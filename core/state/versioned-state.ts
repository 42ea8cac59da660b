import type { z } from 'zod'
import type { Notice } from '../../contract/host.ts'
import type { KeptPart } from '../../contract/pure/kept-parts.ts'
import type { WriteFailure } from '../../contract/pure/write-failure.ts'
import { whyNotWritten } from '../ports/write-failure.ts'
import type { Log, Ports, StateName } from '../ports.ts'
import type { Saving } from '../saving/saving.ts'

/** What a state file holds. A change of shape raises `version`. */
export interface StateSpec<T> {
  name: StateName
  version: number
  schema: z.ZodType<T>
  initial: T
}

/** A small state, in memory and in its file. */
export interface State<T> {
  get(): T
  /** Takes effect at once; written behind the caller, and again until it could be (`core/saving`). */
  set(next: T): void
  /** Resolves when what was set so far is written, or else to why it waits. */
  flushed(): Promise<WriteFailure | undefined>
}

export interface StateContext {
  stateFile: Ports['stateFile']
  log: Log
  saving: Saving
  /** Told what the person should know about their files. */
  notice(notice: Notice): void
  /** Nothing is written: another console owns the folder. */
  readOnly: boolean
}

/**
 * Opens `{ version, data }`. A newer version is used as far as nothing is written (`state-newer`); one that is not
 * JSON or not of the shape is set aside (`state-set-aside`) and `initial` taken. Never throws.
 */
export async function openState<T>(spec: StateSpec<T>, context: StateContext): Promise<State<T>> {
  const file = context.stateFile(spec.name)
  const fileName = `${spec.name}.json`
  const { value, writable } = await load()
  const saving = context.saving.part(parts[spec.name] ?? 'rest')
  let current = value
  let onDisk = value
  let failure: WriteFailure | undefined

  async function load(): Promise<{ value: T; writable: boolean }> {
    const fresh = { value: spec.initial, writable: !context.readOnly }
    let content: unknown
    try {
      content = await file.read()
      if (content === undefined) return fresh
    } catch {
      return setAside(fresh)
    }
    const version = versionOf(content)
    const parsed = spec.schema.safeParse((content as { data?: unknown }).data)
    if (version !== undefined && version > spec.version) {
      context.notice({ code: 'state-newer', file: fileName })
      return { value: parsed.success ? parsed.data : spec.initial, writable: false }
    }
    if (version === undefined || !parsed.success) return setAside(fresh)
    return { value: parsed.data, writable: !context.readOnly }
  }

  async function setAside(fresh: { value: T; writable: boolean }): Promise<{ value: T; writable: boolean }> {
    if (context.readOnly) return fresh
    try {
      context.notice({ code: 'state-set-aside', file: fileName, keptAs: await file.setAside() })
      return fresh
    } catch (error) {
      // What cannot be moved must not be overwritten either.
      context.log.error('state file cannot be set aside', { file: fileName, reason: reasonOf(error) })
      context.notice({ code: 'state-not-saved', file: fileName })
      return { ...fresh, writable: false }
    }
  }

  /** What is current by then, which may be written already. */
  async function write(): Promise<void> {
    const next = current
    if (next === onDisk) return
    try {
      await file.write({ version: spec.version, data: next })
      onDisk = next
      failure = undefined
    } catch (error) {
      failure = whyNotWritten(error)
      throw error
    }
  }

  return {
    get: () => current,
    set(next) {
      current = next
      if (writable) saving.write({ key: spec.name, run: write })
    },
    async flushed() {
      await saving.flushed()
      return failure
    },
  }
}

const parts: Partial<Record<StateName, KeptPart>> = { vault: 'secrets', accounts: 'accounts', settings: 'settings' }

function versionOf(content: unknown): number | undefined {
  if (typeof content !== 'object' || content === null || !('version' in content)) return undefined
  return typeof content.version === 'number' ? content.version : undefined
}

/** The code of a system error, never its message: that one names paths. */
function reasonOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
