import { beforeEach, expect, test } from 'vitest'
import { focusFilter, focusRows } from './regions.ts'

beforeEach(() => {
  document.body.innerHTML = `
    <section data-region id="token"><button id="fetch"></button></section>
    <section data-region><input type="search" id="first"><button data-row="0" tabindex="-1"></button><button data-row="1" tabindex="0" id="row"></button></section>
    <section data-region tabindex="-1" id="ips"><input type="search" id="second" value="42."></section>`
})
const at = (id: string) => document.getElementById(id) as HTMLInputElement

test('the filter of the region in focus is the one meant', () => {
  at('ips').focus()
  expect(focusFilter()).toBe(true)
  expect(document.activeElement).toBe(at('second'))
  expect([at('second').selectionStart, at('second').selectionEnd], 'typing replaces what is there').toEqual([0, 3])
})

test('a region without one leaves it to the first on the page', () => {
  at('fetch').focus()
  expect(focusFilter()).toBe(true)
  expect(document.activeElement).toBe(at('first'))
})

test('on a page without any, nothing is done and that is said', () => {
  document.body.innerHTML = '<section data-region></section>'
  expect(focusFilter()).toBe(false)
})

test('from the filter one gets to the row that Tab would reach', () => {
  focusRows(at('first'))
  expect(document.activeElement).toBe(at('row'))
})
