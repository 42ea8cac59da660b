import type { CommandLine } from 'electron'

/** Switches of Chromium that take from the window what it is promised. Nothing here needs them. */
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

/** Takes them off, whoever put them there; before Electron is ready, so before any page. Returns what there was. */
export function dropLooseningSwitches(commandLine: Pick<CommandLine, 'hasSwitch' | 'removeSwitch'>): string[] {
  const found = loosening.filter((name) => commandLine.hasSwitch(name))
  for (const name of found) commandLine.removeSwitch(name)
  return found
}
