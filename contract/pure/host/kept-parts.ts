/** What a console keeps on the disk, in the order in which it is tried again; `rest`: the window's place and the like. */
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
