/** An event: each listener gets every value that is emitted. */
export interface Signal<Value> {
  emit(value: Value): void
  /** Returns a function that unsubscribes. */
  subscribe(listener: (value: Value) => void): () => void
}

export function createSignal<Value>(): Signal<Value> {
  const listeners = new Set<(value: Value) => void>()
  return {
    emit(value) {
      for (const listener of [...listeners]) listener(value)
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
