import { createStore, type ExternalStore } from './external-store.ts'

/** What screens keep for as long as the page lives, by the function that makes it. */
let kept = new Map<() => unknown, unknown>()

/** A state of the page, created when it is first read. Returns its getter. */
export function pageState<State>(create: () => State): () => State {
  return () => {
    if (!kept.has(create)) kept.set(create, create())
    return kept.get(create) as State
  }
}

/** A store whose value lives as long as the page. */
export function createPageStore<Value>(initial: Value): ExternalStore<Value> {
  const store = pageState(() => createStore(initial))
  return {
    get: () => store().get(),
    set: (value) => store().set(value),
    subscribe: (listener) => store().subscribe(listener),
  }
}

/** Begins anew, as a page that is loaded does. */
export function resetPageState(): void {
  kept = new Map()
}
