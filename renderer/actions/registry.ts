import { useLayoutEffect } from 'react'
import { type ActionId, actions } from '#contract/pure/actions/actions.ts'

/** `false`: it had nothing to do after all. */
type Handler = () => unknown

/** What each action does now; whoever is on screen last answers. */
const handlers = new Map<ActionId, Handler[]>()

/** Answers an action while this component is on screen and has a handler for it. */
export function useAction(id: ActionId, handler: Handler | undefined): void {
  useLayoutEffect(() => {
    if (!handler) return
    const before = handlers.get(id) ?? []
    handlers.set(id, [...before, handler])
    return () => {
      handlers.set(id, handlers.get(id)?.filter((one) => one !== handler) ?? [])
    }
  }, [id, handler])
}

/** Does what the action means on this screen; says whether anything answered. */
export function runAction(id: ActionId): boolean {
  const handler = handlers.get(id)?.at(-1)
  return handler !== undefined && handler() !== false
}

/** The actions that mean something on this screen, in the order of the table. */
export function answeredActions(): ActionId[] {
  return (Object.keys(actions) as ActionId[]).filter((id) => (handlers.get(id)?.length ?? 0) > 0)
}

/** The key of an action, as the native menu has it. */
export function acceleratorOf(id: ActionId): string | undefined {
  const row = actions[id]
  return 'accelerator' in row ? row.accelerator : undefined
}
