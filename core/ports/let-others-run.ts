/** Resolves once everything else that waits for this process has had its turn; between the parts of long work. */
export const letOthersRun = () => new Promise<void>((resolve) => setImmediate(resolve))
