import { spawn } from 'node:child_process'

/**
 * Shows the page in the system's browser. While the opener runs, other users of the machine may read its arguments, the
 * address with its ticket among them; the browser uses that up. Only on `--open`, since one of them may be faster.
 */
export function openPage(url: string): void {
  const [command, ...args] = openers[process.platform] ?? ['xdg-open']
  const opener = spawn(command, [...args, url], { stdio: 'ignore', detached: true })
  // Without a browser the person still has the URL on the terminal.
  opener.on('error', () => {})
  opener.unref()
}

const openers: Partial<Record<NodeJS.Platform, [string, ...string[]]>> = {
  darwin: ['open'],
  win32: ['rundll32', 'url.dll,FileProtocolHandler'],
}
