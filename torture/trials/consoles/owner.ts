import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eventually, type Host } from '#torture/host.ts'

let last = 1_000

/** Whether what this console is told to set gets into the folder. */
export async function isOwner(host: Host, data: string): Promise<boolean> {
  const value = ++last
  const file = join(data, 'settings.json')
  await host.client.settings.update({ maxExchanges: value }).catch(() => undefined)
  const isWritten = () => existsSync(file) && readFileSync(file, 'utf8').includes(String(value))
  return eventually(isWritten, 'the setting', 1_500).then(
    () => true,
    () => false,
  )
}
