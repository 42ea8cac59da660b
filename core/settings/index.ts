import type { Module, ModuleContext } from '#core/model/module.ts'
import { createSettings, type SettingsService, settingsSpec } from './settings.ts'

export async function openSettings({
  bus,
  openState,
}: ModuleContext): Promise<Module<SettingsService, 'settings', 'settings'>> {
  const state = await openState(settingsSpec)
  const service = createSettings(state, bus)
  return {
    service,
    handlers: { settings: { update: service.update } },
    snapshots: { settings: service.current },
  }
}
