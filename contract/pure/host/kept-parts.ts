/** The parts of the data folder, in the order in which writing is retried; `rest`: window bounds and the like. */
export const keptParts = [
  'secrets',
  'accounts',
  'settings',
  'rest',
  'ip-lists',
  'whitelist',
  'timeline',
  'exchanges',
] as const
export type KeptPart = (typeof keptParts)[number]
