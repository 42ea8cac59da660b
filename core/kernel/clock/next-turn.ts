/**
 * Resolves in the event loop's next turn, after pending input and output, so that a waiting reader goes first. Not a
 * timer, which is the `Clock`'s.
 */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
