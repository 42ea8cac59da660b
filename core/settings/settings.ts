import { defaultSettings, type Settings, settingsSchema } from '#contract/settings.ts'
import { salvageKeys } from '#core/kernel/state/salvage-text.ts'
import type { State, StateSpec } from '#core/kernel/state/versioned-state.ts'
import type { DomainBus } from '#core/model/domain-events.ts'
import { readCaFile } from '#core/net/trust/trust-store.ts'

export const settingsSpec: StateSpec<Settings> = {
  name: 'settings',
  version: 1,
  // A file written before a setting existed is not damaged.
  schema: settingsSchema.extend({
    connectTimeoutSeconds: settingsSchema.shape.connectTimeoutSeconds.default(defaultSettings.connectTimeoutSeconds),
    caFile: settingsSchema.shape.caFile.default(defaultSettings.caFile),
    remindMinutes: settingsSchema.shape.remindMinutes.default(defaultSettings.remindMinutes),
    maxExchanges: settingsSchema.shape.maxExchanges.default(defaultSettings.maxExchanges),
    maxExchangeMb: settingsSchema.shape.maxExchangeMb.default(defaultSettings.maxExchangeMb),
  }),
  initial: defaultSettings,
  salvage: salvageKeys(settingsSchema, defaultSettings),
}

export interface SettingsService {
  current(): Settings
  /** Fails with `ca-file-invalid`, and then nothing is changed. */
  update(patch: { [Key in keyof Settings]?: Settings[Key] | undefined }): Promise<Settings>
}

export function createSettings(state: State<Settings>, bus: DomainBus): SettingsService {
  return {
    current: () => state.get(),
    async update(patch) {
      if (patch.caFile) await readCaFile(patch.caFile)
      const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
      state.set({ ...state.get(), ...given })
      bus.publish('SettingsChanged', { settings: state.get() })
      bus.publish('SnapshotChanged', { feature: 'settings' })
      return state.get()
    },
  }
}
