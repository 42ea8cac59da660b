import type { ChildProcess } from 'node:child_process'
import { execFileSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** What trials leave on the machine while they run; all of it is gone after {@link Workplace.clear}. */
export interface Workplace {
  /** A new folder for nobody else. */
  folder(): string
  /** Watches a process, so that it cannot outlive the trial. */
  child<T extends ChildProcess>(child: T): T
  /** Mounts a tmpfs with these options over a new folder; only for root on Linux. */
  mount(options: string): Mount
  /** Runs at the end, whatever happened. */
  onClear(run: () => Promise<unknown> | unknown): void
  clear(): Promise<void>
}

export interface Mount {
  folder: string
  remount(options: string): void
}

export function createWorkplace(): Workplace {
  const folders = new Set<string>()
  const children = new Set<ChildProcess>()
  const mounts = new Set<string>()
  const others: (() => Promise<unknown> | unknown)[] = []
  const folder = () => {
    const made = mkdtempSync(join(tmpdir(), 'mp-console-torture-'))
    folders.add(made)
    return made
  }

  return {
    folder,
    child(child) {
      children.add(child)
      child.once('exit', () => children.delete(child))
      return child
    },
    mount(options) {
      const at = folder()
      execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', at])
      mounts.add(at)
      return { folder: at, remount: (more) => execFileSync('mount', ['-o', `remount,${more}`, at]) }
    },
    onClear: (run) => void others.push(run),
    async clear() {
      for (const child of children) {
        const gone = once(child, 'exit')
        child.kill('SIGKILL')
        await gone
      }
      for (const run of others.splice(0).reverse()) await Promise.resolve(run()).catch(() => undefined)
      for (const mount of mounts) execFileSync('umount', ['-l', mount])
      mounts.clear()
      for (const each of folders) remove(each)
      folders.clear()
    },
  }
}

function remove(folder: string): void {
  try {
    rmSync(folder, { recursive: true, force: true })
  } catch {
    // A trial may have taken the rights from it.
    chmodSync(folder, 0o700)
    rmSync(folder, { recursive: true, force: true })
  }
}
