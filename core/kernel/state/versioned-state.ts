import type { z } from 'zod'
import type { Notice } from '#contract/host.ts'
import type { KeptPart } from '#contract/pure/host/kept-parts.ts'
import type { WriteFailure } from '#contract/pure/host/write-failure.ts'
import type { Log } from '#core/kernel/log/log.ts'
import type { Saving } from '#core/kernel/saving/saving.ts'
import { loadState } from './load-state.ts'
import type { Salvage } from './salvage-text.ts'
import type { StateFile, StateName } from './state-port.ts'

/** The content of a state file. A change of shape raises `version`. */
export interface StateSpec<T> {
  name: StateName
  version: number
  schema: z.ZodType<T>
  initial: T
  /** Reads a damaged file; absent where a value is useless without the rest. */
  salvage?: Salvage<T>
}

/** A small state, in memory and in its file. */
export interface State<T> {
  get(): T
  /** Takes effect at once; written in the background, and retried until it succeeds (`core/kernel/saving`). */
  set(next: T): void
  /** Resolves when all changes so far are written, or with the reason why they wait. */
  flushed(): Promise<WriteFailure | undefined>
}

export interface StateContext {
  stateFile(name: StateName): StateFile
  log: Log
  saving: Saving
  /** Called with what the person should know about their files. */
  notice(notice: Notice): void
  /** Nothing is written: another console owns the folder. */
  readOnly: boolean
}

/** Opens `{ version, data }`, as {@link loadState} finds it. Never throws. */
export async function openState<T>(spec: StateSpec<T>, context: StateContext): Promise<State<T>> {
  const file = context.stateFile(spec.name)
  const { value, writable } = await loadState(spec, file, context)
  const saving = context.saving.part(parts[spec.name] ?? 'rest')
  let current = value
  let onDisk: T | undefined = value

  /** The current value at the time of writing, which may be written already. */
  async function write(): Promise<void> {
    const next = current
    if (next === onDisk) return
    await file.write({ version: spec.version, data: next })
    onDisk = next
  }
  const save = () => saving.write({ key: spec.name, run: write })

  context.saving.onRewrite(({ onlyMissing }) => {
    // A value that was never changed has no file.
    if (!writable || current === spec.initial || (onlyMissing && file.isThere?.() !== false)) return
    // A value that is still to be written is not lost.
    const wasThere = onDisk !== undefined && onDisk !== spec.initial
    if (onlyMissing && wasThere) context.notice({ code: 'file-made-anew', file: `${spec.name}.json` })
    onDisk = undefined
    save()
  })

  return {
    get: () => current,
    set(next) {
      current = next
      if (writable) save()
    },
    async flushed() {
      await saving.flushed()
      return saving.failure()
    },
  }
}

const parts: Partial<Record<StateName, KeptPart>> = { vault: 'secrets', accounts: 'accounts', settings: 'settings' }
