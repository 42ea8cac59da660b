import type { Settings } from '#contract/settings.ts'
import { client } from '#renderer/bridge/client.ts'
import { type Call, useCall } from '#renderer/bridge/use-call.ts'

/** Changes settings; what is shown changes when the host says so. */
export function useUpdate(): Call<[change: Partial<Settings>], Settings> {
  return useCall(({ signal }, change: Partial<Settings>) => client.settings.update(change, { signal }))
}
