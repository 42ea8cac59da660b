import { dirname } from 'node:path'
import type { Import } from './imports.ts'

/** From the bottom up; a folder may import what stands on its own line or above it. */
export const coreLayers: readonly (readonly string[])[] = [
  ['core/kernel'],
  ['core/net'],
  ['core/wechat'],
  ['core/model'],
  ['core/exchange'],
  [
    'core/accounts',
    'core/host',
    'core/ip-list',
    'core/notices',
    'core/request',
    'core/route',
    'core/sandbox-link',
    'core/settings',
    'core/share',
    'core/token',
    'core/whitelist',
  ],
  ['core', 'core/boot', 'core/page-stream', 'core/serving', 'core/store'],
]

/** The embedded WeChat is a server of its own: others know its protocol, and it knows nobody. */
const apart = 'core/sandbox'

/**
 * The page, from the bottom up: containers without knowledge; the kit of components, which knows neither host nor
 * actions; the host; what several features need; what keys, menus and buttons do; the features, none of which knows
 * another; the screens, which put features together; the page itself.
 */
export const pageLayers: readonly (readonly string[])[] = [
  ['renderer/lib'],
  ['renderer/ui'],
  ['renderer/bridge'],
  ['renderer/model'],
  ['renderer/actions'],
  ['renderer/features'],
  ['renderer/screens'],
  ['renderer'],
]

/** Imports that lead upwards, as `from → to` of two folders, sorted. A folder of no layer is one, too. */
export function upwardImports(imports: readonly Import[], layers: readonly (readonly string[])[]): string[] {
  const found = new Set<string>()
  for (const { from, to } of imports) {
    if (to.startsWith(`${apart}/`) || from.startsWith(`${apart}/`)) continue
    const [a, b] = [layerOf(from, layers), layerOf(to, layers)]
    if (a === undefined) found.add(`${dirname(from)} is in no layer`)
    else if (b === undefined || b > a) found.add(`${dirname(from)} → ${dirname(to)}`)
  }
  return [...found].sort()
}

/** Imports from one feature of the page into another, as `from → to`, sorted. */
export function featureImports(imports: readonly Import[]): string[] {
  const featureOf = (file: string) => /^renderer\/features\/([^/]+)\//.exec(file)?.[1]
  const found = new Set<string>()
  for (const { from, to } of imports) {
    const [a, b] = [featureOf(from), featureOf(to)]
    if (a !== undefined && b !== undefined && a !== b) found.add(`${a} → ${b}`)
  }
  return [...found].sort()
}

/** The layer of the longest name that the file lies under; a file right in a room belongs to the room. */
function layerOf(file: string, layers: readonly (readonly string[])[]): number | undefined {
  let best: { length: number; layer: number } | undefined
  for (const [layer, folders] of layers.entries()) {
    for (const folder of folders) {
      const isRoom = !folder.includes('/')
      const isIn = isRoom ? dirname(file) === folder : file.startsWith(`${folder}/`)
      if (isIn && folder.length > (best?.length ?? -1)) best = { length: folder.length, layer }
    }
  }
  return best?.layer
}
