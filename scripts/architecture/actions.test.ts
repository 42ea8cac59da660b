import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { type ActionId, actions } from '#contract/pure/actions/actions.ts'
import { productSources } from './imports.ts'

const page = productSources(resolve(import.meta.dirname, '../..'), 'renderer')
const others = [...page].filter(([file]) => !file.startsWith('renderer/actions/'))

/** Each `useAction('id', handler)` of a file, the handler as it is written. */
const registered = (text: string) =>
  [...text.matchAll(/useAction\(\s*'([\w.]+)',\s*([^\n]*)/g)].map(([, id = '', handler = '']) => ({ id, handler }))

/** What an element does when pressed. */
const presses = (text: string) =>
  [...text.matchAll(/\bon(?:Click|Select|Press)=\{([^\n]*)/g)].map(([, does = '']) => does)

/** What a handler calls, as in `copy.run` and `page.openSettings`. */
const calledBy = (handler: string) => /(?:void |&& )?(?:page\.)?(\w+(?:\.\w+)?)\W*$/.exec(handler)?.[1] ?? handler

test.each(Object.keys(actions) as ActionId[])('%s is registered in one place', (id) => {
  expect(others.filter(([, text]) => registered(text).some((one) => one.id === id))).toHaveLength(1)
})

test('nothing else is registered', () => {
  const unknown = others.flatMap(([, text]) => registered(text)).filter(({ id }) => !(id in actions))
  expect(unknown).toEqual([])
})

test('what an action does is done by its button through the action', () => {
  const around = others.flatMap(([file, text]) => {
    const own = registered(text).map(({ handler }) => calledBy(handler))
    const found = presses(text).filter((does) => does.includes('runAction(') || own.some((one) => does.includes(one)))
    return found.map((does) => `${file}: ${does}`)
  })
  expect(around).toEqual([])
})

test('a button that runs an action by itself, or what the action does, would be seen', () => {
  const text = "useAction('token.copy', () => void copy.run())\n<Button onClick={() => void copy.run()}>"
  expect(registered(text).map(({ id, handler }) => [id, calledBy(handler)])).toEqual([['token.copy', 'copy.run']])
  expect(presses(text)[0]).toContain('copy.run')
})

test('the key of an action is taken from the table in actions/ only', () => {
  const found = others.filter(([file, text]) => /\bactions\['/.test(text) && !file.startsWith('renderer/ui/'))
  expect(found.map(([file]) => file)).toEqual([])
})
