import { defaultSettings, type Settings, settingsSchema } from '#contract/settings.ts'
import { salvageKeys } from '#core/kernel/state/salvage-text.ts'
import type { State, StateSpec } from '#core/kernel/state/versioned-state.ts'

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
  update(patch: { [Key in keyof Settings]?: Settings[Key] | undefined }): Settings
  /** Calls back after every change; returns how to stop. */
  subscribe(listener: (settings: Settings) => void): () => void
}

export function createSettings(state: State<Settings>, changed: () => void): SettingsService {
  const listeners = new Set<(settings: Settings) => void>()
  return {
    current: () => state.get(),
    update(patch) {
      const given = Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined))
      state.set({ ...state.get(), ...given })
      for (const listener of listeners) listener(state.get())
      changed()
      return state.get()
    },
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
