import { expect, test } from 'vitest'
import { createPageStore, pageState, resetPageState } from './page-state.ts'

test('a state is the same until the page begins anew; what is still under way changes the one it began with', () => {
  const numbers = pageState(() => new Set<number>())
  const others = pageState(() => new Set<number>())
  numbers().add(3)
  expect([numbers().size, others().size]).toEqual([1, 0])
  const before = numbers()
  resetPageState()
  before.add(7)
  expect(numbers().size).toBe(0)
})

test('a store begins anew with the page', () => {
  const store = createPageStore('beside')
  const heard: string[] = []
  store.subscribe(() => heard.push(store.get()))
  store.set('stacked')
  expect(heard).toEqual(['stacked'])
  resetPageState()
  expect(store.get()).toBe('beside')
})
