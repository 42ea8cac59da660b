import { z } from 'zod'
import { type Loss, lossSchema, type Notice, type NoticeView } from '#contract/host.ts'
import { salvageList } from '#core/kernel/state/salvage-text.ts'
import { openState, type State, type StateContext, type StateSpec } from '#core/kernel/state/versioned-state.ts'

/** Most losses stored through restarts; the oldest go first. */
const MOST_LOSSES = 50

/** Shows a person something about their data, at any time while the console runs. */
export interface Notices {
  /** Repeating a notice has no effect. A loss stays until it is dismissed, anything else until it is cleared. */
  notice(notice: Notice): void
  /** Ends every notice with this code and, where given, the same values: its cause is over. */
  clear(match: Partial<Notice> & Pick<Notice, 'code'>): void
}

export interface NoticeBoard extends Notices {
  /** Losses before conditions, each oldest first. */
  list(): NoticeView[]
  /** Dismisses a loss for good; a condition stays. */
  dismiss(id: string): void
  /** Registers a listener for every change; returns the function that unsubscribes. */
  subscribe(listener: () => void): () => void
  /** Reads the losses of former starts, and stores new ones from now on. Never throws. */
  keepIn(context: StateContext): Promise<State<{ losses: unknown[] }>>
}

// One at a time, so that a row of another version or with a wrong byte affects only itself.
const noticesSpec: StateSpec<{ losses: unknown[] }> = {
  name: 'notices',
  version: 1,
  schema: z.object({ losses: z.array(z.unknown()) }),
  initial: { losses: [] },
  salvage: salvageList(lossSchema, (losses) => ({ losses })),
}

/** Notices in memory, so that they can be shown before any file is open. */
export function createNotices(): NoticeBoard {
  let losses: Loss[] = []
  let conditions: Notice[] = []
  let state: State<{ losses: unknown[] }> | undefined
  const listeners = new Set<() => void>()

  const changed = () => {
    for (const listener of listeners) listener()
  }
  const setLosses = (next: Loss[]) => {
    losses = next.slice(-MOST_LOSSES)
    state?.set({ losses })
    changed()
  }
  const setConditions = (next: Notice[]) => {
    if (next.length === conditions.length) return
    conditions = next
    changed()
  }

  return {
    notice(notice) {
      if ([...losses, ...conditions].some((one) => idOf(one) === idOf(notice))) return
      const { data: loss } = lossSchema.safeParse(notice)
      if (loss) setLosses([...losses, loss])
      else setConditions([...conditions, notice])
    },
    clear(match) {
      const isOver = (notice: Notice) =>
        Object.entries(match).every(([key, value]) => Object.entries(notice).some(([k, v]) => k === key && v === value))
      setConditions(conditions.filter((notice) => !isOver(notice)))
    },
    list: () => [
      ...losses.map((notice) => ({ ...notice, id: idOf(notice), kept: true })),
      ...conditions.map((notice) => ({ ...notice, id: idOf(notice), kept: false })),
    ],
    dismiss(id) {
      const rest = losses.filter((loss) => idOf(loss) !== id)
      if (rest.length < losses.length) setLosses(rest)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    async keepIn(context) {
      const opened = await openState(noticesSpec, context)
      const former = opened.get().losses.flatMap((row) => lossSchema.safeParse(row).data ?? [])
      const met = losses.filter((loss) => !former.some((one) => idOf(one) === idOf(loss)))
      state = opened
      if (met.length > 0 || former.length > 0) losses = [...former, ...met].slice(-MOST_LOSSES)
      if (met.length > 0) setLosses(losses)
      return opened
    },
  }
}

/** Two notices with the same content are one. */
function idOf(notice: Notice): string {
  return JSON.stringify(Object.entries(notice).sort(([a], [b]) => a.localeCompare(b)))
}
