import { closeSync, existsSync, mkdirSync, openSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import type { Mount, Workplace } from '#torture/workplace.ts'

/** A small disk of its own, and what fills it. */
export interface Disk {
  home: string
  data: string
  vault: string
  /** Takes what is left: of room, or of names. */
  fill(): void
  giveBack(): void
  mount: Mount
}

export type Shortage = 'room' | 'names'

export function makeDisk(workplace: Workplace, of: Shortage): Disk {
  const mount = workplace.mount(of === 'room' ? 'size=4m,mode=0700' : 'size=32m,nr_inodes=60,mode=0700')
  const home = mount.folder
  const ballast = join(home, 'ballast')
  mkdirSync(join(home, 'keys'))
  mkdirSync(ballast)
  return {
    home,
    data: join(home, 'data'),
    vault: join(home, 'keys', 'vault.json'),
    mount,
    fill: () => (of === 'room' ? fillRoom(join(ballast, 'room')) : fillNames(ballast)),
    giveBack() {
      rmSync(ballast, { recursive: true })
      mkdirSync(ballast)
    },
  }
}

/** Whether a tmpfs can be mounted here. */
export function canMount(): boolean {
  return process.platform === 'linux' && process.getuid?.() === 0 && existsSync('/bin/mount')
}

function fillRoom(file: string): void {
  const handle = openSync(file, 'a')
  for (const size of [65_536, 4_096, 1]) {
    try {
      for (;;) writeSync(handle, Buffer.alloc(size))
    } catch {
      // Full for pieces of this size.
    }
  }
  closeSync(handle)
}

function fillNames(folder: string): void {
  try {
    for (let n = 0; ; n++) closeSync(openSync(join(folder, String(n)), 'w'))
  } catch {
    // No name is left.
  }
}
