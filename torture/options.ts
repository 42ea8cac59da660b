export interface Options {
  seed: number
  /** Names of trials; all when empty. */
  only: string[]
  /** The table goes into docs/reliability.md as well. */
  write: boolean
}

export const DEFAULT_SEED = 20_260_101

/** Reads the command line; answers a sentence when it cannot be read. */
export function parseOptions(args: string[], names: string[]): Options | string {
  const options: Options = { seed: DEFAULT_SEED, only: [], write: false }
  const rest = args.flatMap((arg) => arg.split(/(?<=^--[a-z]+)=/))
  while (rest.length > 0) {
    const flag = rest.shift()
    if (flag === '--markdown') options.write = true
    else if (flag === '--seed') {
      const value = rest.shift() ?? ''
      if (!/^\d{1,9}$/.test(value)) return '--seed takes a whole number'
      options.seed = Number(value)
    } else if (flag === '--only') {
      const value = rest.shift() ?? ''
      if (!names.includes(value)) return `--only takes one of: ${names.join(', ')}`
      options.only.push(value)
    } else return `unknown: ${flag}; there are --seed N, --only NAME and --markdown`
  }
  if (options.write && options.only.length > 0) return '--markdown takes all trials'
  return options
}
