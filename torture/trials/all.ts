import type { Trial } from '#torture/trial.ts'
import { canary } from './canary/canary.ts'
import { clock } from './clock.ts'
import { connections } from './connections.ts'
import { twoConsoles } from './consoles/two-consoles.ts'
import { database } from './damage/database.ts'
import { state } from './damage/state.ts'
import { vault } from './damage/vault.ts'
import { fullDisk } from './disk/full-disk.ts'
import { hostile } from './hostile.ts'
import { kill } from './kill/kill.ts'

/** In the order in which they run; the next one is a file beside the others and a name here. */
export const trials: Trial[] = [
  kill,
  database,
  state,
  vault,
  fullDisk,
  twoConsoles,
  clock,
  connections,
  hostile,
  canary,
]
