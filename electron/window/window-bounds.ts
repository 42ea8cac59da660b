import type { Rectangle } from 'electron'
import { z } from 'zod'
import type { StateSpec } from '#core/kernel/state/versioned-state.ts'

export const MIN_SIZE = { width: 900, height: 600 }
const DEFAULT_SIZE = { width: 1280, height: 800 }

/** Where the window stood when it was not maximised, in DIP; `null` before its first close. */
const boundsSchema = z
  .object({ x: z.int(), y: z.int(), width: z.int(), height: z.int(), maximized: z.boolean() })
  .nullable()
export type WindowBounds = z.infer<typeof boundsSchema>

export const boundsSpec: StateSpec<WindowBounds> = { name: 'window', version: 1, schema: boundsSchema, initial: null }

/**
 * Where the window opens: as it stood, but wholly inside the work area of the display it was mostly on, or of the
 * first one (`workAreas[0]`, the primary) when that display is gone.
 */
export function boundsFor(stood: WindowBounds, workAreas: readonly [Rectangle, ...Rectangle[]]): Rectangle {
  const [primary] = workAreas
  if (!stood) return fitInto(centred(DEFAULT_SIZE, primary), primary)
  const nearest = workAreas.reduce((best, area) => (overlap(stood, area) > overlap(stood, best) ? area : best))
  return overlap(stood, nearest) > 0 ? fitInto(stood, nearest) : fitInto(centred(stood, primary), primary)
}

function centred({ width, height }: { width: number; height: number }, area: Rectangle): Rectangle {
  return {
    x: Math.round(area.x + (area.width - width) / 2),
    y: Math.round(area.y + (area.height - height) / 2),
    width,
    height,
  }
}

/** A display smaller than the least size shows the window's top left corner, where its controls are. */
function fitInto(bounds: Rectangle, area: Rectangle): Rectangle {
  const width = Math.max(MIN_SIZE.width, Math.min(bounds.width, area.width))
  const height = Math.max(MIN_SIZE.height, Math.min(bounds.height, area.height))
  return {
    x: Math.max(area.x, Math.min(bounds.x, area.x + area.width - width)),
    y: Math.max(area.y, Math.min(bounds.y, area.y + area.height - height)),
    width,
    height,
  }
}

function overlap(a: Rectangle, b: Rectangle): number {
  const width = Math.min(a.x + a.width, b.x + b.width) - Math.max(a.x, b.x)
  const height = Math.min(a.y + a.height, b.y + b.height) - Math.max(a.y, b.y)
  return Math.max(0, width) * Math.max(0, height)
}
