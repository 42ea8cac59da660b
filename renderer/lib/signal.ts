/** Something that happens now and then, and that whoever listens is told. */
export interface Signal<Value> {
  emit(value: Value): void
  /** Returns how to stop. */
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
