/**
 * Resolves in the event loop's next turn, after the input and output that wait: what somebody waits for goes first.
 * Not time, which is the `Clock`'s.
 */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
