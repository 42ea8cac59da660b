/** Events by name, each with what it says. */
export interface Bus<Events> {
  /** Calls every listener of `name` before it returns, in the order in which they came. */
  publish<Name extends keyof Events>(name: Name, event: Events[Name]): void
  /** Returns how to stop. */
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void
}

/**
 * Synchronous, so that whoever publishes finds all consequences done; one listener's error reaches the publisher after
 * the others have been called.
 */
export function createBus<Events>(): Bus<Events> {
  const listeners: { [Name in keyof Events]?: Set<(event: Events[Name]) => void> } = {}
  return {
    publish(name, event) {
      const errors: unknown[] = []
      for (const listener of [...(listeners[name] ?? [])]) {
        try {
          listener(event)
        } catch (error) {
          errors.push(error)
        }
      }
      if (errors.length > 0) throw errors[0]
    },
    on(name, listener) {
      const own = (event: Parameters<typeof listener>[0]) => listener(event)
      const all = listeners[name] ?? new Set()
      listeners[name] = all.add(own)
      return () => void all.delete(own)
    },
  }
}
