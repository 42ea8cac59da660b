import { useEffect, useLayoutEffect } from 'react'
import { type ActionId, actions } from '#contract/pure/actions/actions.ts'
import { menuActions } from '#renderer/bridge/connection.ts'
import { matches } from '#renderer/ui/controls/accelerator.ts'
import { runAction } from './registry.ts'

const accelerators = Object.entries(actions).flatMap(([id, row]) =>
  'accelerator' in row
    ? [{ id: id as ActionId, accelerator: row.accelerator, leftToFields: 'leftToFields' in row }]
    : [],
)

/** A dialog or a menu takes the keyboard for itself. */
export function dialogIsOpen(): boolean {
  const takers = '[role="dialog"]:not([aria-modal="false"]),[role="alertdialog"],[role="menu"]'
  return document.querySelector(takers) !== null
}

/** Whether plain characters go into a text field now. */
export function isTyping(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.matches('input, textarea, select, [contenteditable]')
}

/** As {@link isTyping}, also where the text stands in a shadow root. */
export function isInText(event: KeyboardEvent): boolean {
  return isTyping(event.composedPath()[0] ?? event.target)
}

function actionOf(event: KeyboardEvent): ActionId | undefined {
  const typing = isInText(event)
  if (event.key === '?' && !typing) return 'help.shortcuts'
  if (event.key === '/' && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) return 'view.filter'
  return accelerators.find(({ accelerator, leftToFields }) => matches(event, accelerator) && !(leftToFields && typing))
    ?.id
}

/** One road for every action: keys in both hosts, and the entries of a native menu. */
export function useActionKeys(): void {
  // Before the screen is painted: a key pressed at first sight must not be lost.
  useLayoutEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || dialogIsOpen()) return
      const id = actionOf(event)
      // The native menu only acts on keys the page has left alone.
      if (id && runAction(id)) event.preventDefault()
    }
    document.addEventListener('keydown', onKey)
    const stopMenu = menuActions.subscribe((id) => {
      if (!dialogIsOpen()) runAction(id)
    })
    return () => {
      document.removeEventListener('keydown', onKey)
      stopMenu()
    }
  }, [])
}

/** Esc leaves a screen, once nothing that floats over it wants the key. */
export function useEscape(leave: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Escape' && !event.defaultPrevented && !dialogIsOpen()) leave()
    }
    document.addEventListener('keydown', onKey)
    return () => document.removeEventListener('keydown', onKey)
  }, [leave])
}
