import type { Settings } from '#contract/settings.ts'
import { client } from '#renderer/bridge/client.ts'
import { type CommandView, useCommand } from '#renderer/model/command.ts'

/** Changes settings; what is shown changes when the host says so. */
export function useUpdate(): CommandView<[change: Partial<Settings>], Settings> {
  return useCommand(({ signal }, change: Partial<Settings>) => client.settings.update(change, { signal }), {
    whileBusy: 'replace',
  })
}
