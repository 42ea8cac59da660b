import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import type { ReadStream } from 'node:tty'

/** Calls back at each Enter; `false` where there is no terminal to read from. */
export function onEnter(input: ReadStream, run: () => void): boolean {
  if (!input.isTTY || !isForeground()) return false
  input.setEncoding('utf8')
  input.on('data', (typed: string) => {
    if (/[\r\n]/.test(typed)) run()
  })
  // A process in the background must not read from its terminal: the system would stop it.
  if (process.platform !== 'win32') {
    process.on('SIGCONT', () => void (isForeground() ? input.resume() : input.pause()))
  }
  return true
}

/** Whether what is typed at the terminal goes to this process; `false` when that cannot be found out. */
function isForeground(): boolean {
  if (process.platform === 'win32') return true
  try {
    const [group, foreground] = process.platform === 'linux' ? groupsOfProc() : groupsOfPs()
    return group !== undefined && group === foreground
  } catch {
    return false
  }
}

/** Behind the name, which may hold anything but is in brackets: state, parent, group, session, terminal, its group. */
function groupsOfProc(): string[] {
  const fields = readFileSync('/proc/self/stat', 'utf8').split(') ').at(-1)?.split(' ') ?? []
  return [fields[2] ?? '', fields[5] ?? '']
}

function groupsOfPs(): string[] {
  const args = ['-o', 'pgid=,tpgid=', '-p', String(process.pid)]
  return execFileSync('ps', args, { encoding: 'utf8' }).trim().split(/\s+/)
}
