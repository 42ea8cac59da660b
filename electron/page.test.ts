import { expect, test } from 'vitest'
import { choosePage, isOfOrigin } from './page.ts'

test('the development server is used only by an unpackaged console', () => {
  const rendererUrl = 'http://localhost:5173/'
  expect(choosePage({ isPackaged: false, rendererUrl })).toEqual({
    url: rendererUrl,
    origin: 'http://localhost:5173',
    development: true,
  })
  const built = { url: 'app://console/', origin: 'app://console', development: false }
  expect(choosePage({ isPackaged: true, rendererUrl })).toEqual(built)
  expect(choosePage({ isPackaged: false, rendererUrl: undefined })).toEqual(built)
})

test.each([
  ['app://console/', true],
  ['app://console/deep/index.html?a#b', true],
  ['app://CONSOLE/', false],
  ['app://console.example/', false],
  ['app://other/', false],
  ['app://console:1/', false],
  ['https://console/', false],
  ['file:///console/', false],
  ['data:text/html,app://console/', false],
  ['javascript:1', false],
  ['about:blank', false],
  ['', false],
])('%j is of our origin: %s', (url, expected) => {
  expect(isOfOrigin(url, 'app://console')).toBe(expected)
})
