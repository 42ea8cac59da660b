import { createBus } from '#core/kernel/bus.ts'
import { openState } from '#core/kernel/state/versioned-state.ts'
import type { ModuleContext } from '#core/model/module.ts'
import type { Ports } from '#core/ports.ts'

/** For features without the app: a bus of their own over a test's ports. */
export function createTestContext(ports: Ports): ModuleContext {
  const stateContext = { ...ports, notice: ports.notices.notice, readOnly: false }
  return { ...ports, bus: createBus(), openState: (spec) => openState(spec, stateContext) }
}
