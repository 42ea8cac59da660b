/** Listeners by event name, each event with its own type. */
export interface Bus<Events> {
  /** Calls every listener of `name` in the order of registration, before it returns. */
  publish<Name extends keyof Events>(name: Name, event: Events[Name]): void
  /** As `publish`, and waits for the promises that listeners return. */
  publishAndWait<Name extends keyof Events>(name: Name, event: Events[Name]): Promise<void>
  /** Returns the function that unsubscribes. */
  on<Name extends keyof Events>(name: Name, listener: Listener<Events[Name]>): () => void
}

/** `publishAndWait` waits for a returned promise; `publish` does not. */
type Listener<Event> = (event: Event) => unknown

/**
 * Synchronous, so that the publisher finds all consequences done; one listener's error reaches the publisher after
 * the others have been called.
 */
export function createBus<Events>(): Bus<Events> {
  const listeners: { [Name in keyof Events]?: Set<Listener<Events[Name]>> } = {}

  function call<Name extends keyof Events>(name: Name, event: Events[Name]) {
    const errors: unknown[] = []
    const begun: unknown[] = []
    for (const listener of [...(listeners[name] ?? [])]) {
      try {
        begun.push(listener(event))
      } catch (error) {
        errors.push(error)
      }
    }
    return { errors, begun }
  }

  return {
    publish(name, event) {
      const { errors } = call(name, event)
      if (errors.length > 0) throw errors[0]
    },
    async publishAndWait(name, event) {
      const { errors, begun } = call(name, event)
      for (const result of await Promise.allSettled(begun)) {
        if (result.status === 'rejected') errors.push(result.reason)
      }
      if (errors.length > 0) throw errors[0]
    },
    on(name, listener) {
      const own: typeof listener = (event) => listener(event)
      const all = listeners[name] ?? new Set()
      listeners[name] = all.add(own)
      return () => void all.delete(own)
    },
  }
}
