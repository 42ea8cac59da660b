import type { CommandLine } from 'electron'

/** Chromium switches that weaken the protection of the page; the console needs none of them. */
const loosening = [
  'allow-file-access-from-files',
  'allow-insecure-localhost',
  'allow-running-insecure-content',
  'disable-site-isolation-trials',
  'disable-web-security',
  'enable-blink-features',
  'ignore-certificate-errors',
  'js-flags',
  'load-extension',
  'unsafely-treat-insecure-origin-as-secure',
]

/** Removes these switches before Electron is ready, and so before any page. Returns those that were set. */
export function dropLooseningSwitches(commandLine: Pick<CommandLine, 'hasSwitch' | 'removeSwitch'>): string[] {
  const found = loosening.filter((name) => commandLine.hasSwitch(name))
  for (const name of found) commandLine.removeSwitch(name)
  return found
}
