export interface PendingSecretsDeps {
  write(key: string, value: string): Promise<void>
  /** Called after each round; `failure`: the last error, `undefined` when all are written. */
  onRound(failure: unknown): void
}

/** Secrets that are set and not written yet, in order. */
export function createPendingSecrets({ write, onRound }: PendingSecretsDeps) {
  const pending = new Map<string, string>()
  let writing: Promise<void> | undefined
  let hasFailed = false

  /** Newest first: production uses the newest token. */
  async function writeAll(): Promise<void> {
    let failure: unknown
    for (const [key, value] of [...pending].reverse()) {
      try {
        await write(key, value)
        if (pending.get(key) === value) pending.delete(key)
      } catch (error) {
        failure = error
      }
    }
    if (failure === undefined && pending.size > 0) return writeAll()
    hasFailed = failure !== undefined
    onRound(failure)
  }
  function flush(): Promise<void> {
    writing ??= writeAll().finally(() => {
      writing = undefined
    })
    return writing
  }

  return {
    get: (key: string) => pending.get(key),
    delete: (key: string) => void pending.delete(key),
    /** Resolves when the value is written or could not be; then it stays here. */
    async set(key: string, value: string) {
      pending.delete(key)
      pending.set(key, value)
      const begun = writing
      await begun
      // A running round may have passed this key already. Where it failed, a second round would only wait for the same
      // failure.
      if (pending.get(key) === value && !(begun && hasFailed)) await flush()
    },
    /** Resolves when nothing is being written. */
    idle: async () => writing,
    /** Tries all of them. */
    async flush() {
      await writing
      if (pending.size > 0) await flush()
    },
  }
}
