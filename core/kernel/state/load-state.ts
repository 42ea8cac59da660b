import { whyNotWritten } from '#core/kernel/files/write-failure.ts'
import { parseJson } from '#core/kernel/parse-json.ts'
import type { StateFile } from './state-port.ts'
import type { StateContext, StateSpec } from './versioned-state.ts'

export interface Loaded<T> {
  value: T
  /** Whether the file may be written from now on. */
  writable: boolean
}

/**
 * Loads a state file. A newer version is used as far as it can be read, and not written (`state-newer`); an unreadable
 * file is left alone (`state-unavailable`). Of a damaged file the valid entries are used (`state-recovered`), or else
 * `initial` (`state-set-aside`); the damaged file is kept under another name. Never throws.
 */
export async function loadState<T>(spec: StateSpec<T>, file: StateFile, context: StateContext): Promise<Loaded<T>> {
  const fileName = `${spec.name}.json`
  const fresh = { value: spec.initial, writable: !context.readOnly }
  let text: string | undefined
  try {
    text = await file.read()
  } catch (error) {
    return unavailable(error)
  }
  if (text === undefined) return fresh

  const content = parseJson(text)
  const version = versionOf(content) ?? versionIn(text)
  const parsed = spec.schema.safeParse((content as { data?: unknown } | undefined)?.data)
  if (version !== undefined && version > spec.version) {
    context.notice({ code: 'state-newer', file: fileName })
    return { value: parsed.success ? parsed.data : spec.initial, writable: false }
  }
  if (versionOf(content) !== undefined && parsed.success) return { value: parsed.data, writable: !context.readOnly }
  return salvaged(text)

  async function salvaged(text: string): Promise<Loaded<T>> {
    const found = spec.salvage?.(text)
    if (context.readOnly) return found ? { ...fresh, value: found.value } : fresh
    try {
      if (!found) {
        context.notice({ code: 'state-set-aside', file: fileName, keptAs: await file.setAside() })
        return fresh
      }
      const keptAs = await file.copyAside()
      await file.write({ version: spec.version, data: found.value })
      context.notice({ code: 'state-recovered', file: fileName, keptAs, entries: found.kept })
      return { ...fresh, value: found.value }
    } catch (error) {
      return { ...unavailable(error), value: found?.value ?? spec.initial }
    }
  }

  /** A file that cannot be read, or moved, must not be overwritten either. */
  function unavailable(error: unknown): Loaded<T> {
    const reason = whyNotWritten(error)
    context.log.error('state file cannot be opened', { file: fileName, reason })
    if (!context.readOnly) context.notice({ code: 'state-unavailable', file: fileName, reason })
    return { ...fresh, writable: false }
  }
}

function versionOf(content: unknown): number | undefined {
  if (typeof content !== 'object' || content === null || !('version' in content)) return undefined
  return typeof content.version === 'number' ? content.version : undefined
}

/** The version in the text of a file that is no longer JSON. */
function versionIn(text: string): number | undefined {
  const [, version] = /^\s*\{\s*"version":\s*(\d{1,9})\b/.exec(text) ?? []
  return version === undefined ? undefined : Number(version)
}
