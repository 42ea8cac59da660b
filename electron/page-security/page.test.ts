import { fc, test as propertyTest } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { choosePage, isOfOrigin } from './page.ts'

const built = { url: 'app://console/', origin: 'app://console', development: false }
const dev = { isPackaged: false, argv: ['electron', '.', '--dev'] }

test.each(['http://localhost:5173/', 'http://127.0.0.1:5173/', 'http://[::1]:5173/'])(
  '%s is shown in development',
  (rendererUrl) => {
    const { origin } = new URL(rendererUrl)
    expect(choosePage({ ...dev, rendererUrl })).toEqual({ url: rendererUrl, origin, development: true })
  },
)

test.each([
  ['a packaged console', { ...dev, isPackaged: true }],
  ['an inherited environment', { ...dev, argv: ['electron', '.'] }],
  ['a longer flag', { ...dev, argv: ['electron', '.', '--dev=1', '--devtools'] }],
  ['no page', { ...dev, rendererUrl: undefined }],
])('%s gets the built page', (_, given) => {
  expect(choosePage({ rendererUrl: 'http://localhost:5173/', ...given })).toEqual(built)
})

test.each([
  'https://localhost:5173/',
  'http://localhost.example.com/',
  'http://127.0.0.1.example.com/',
  'http://127.0.0.1@example.com/',
  'http://user@127.0.0.1/',
  'http://example.com/#http://localhost/',
  'http://0.0.0.0:5173/',
  'http://10.0.0.1:5173/',
  'file:///tmp/index.html',
  'data:text/html,localhost',
  'javascript:1',
  'localhost:5173',
  'not a URL',
  '',
])('%j is never shown', (rendererUrl) => {
  expect(choosePage({ ...dev, rendererUrl })).toEqual(built)
})

propertyTest.prop([fc.webUrl({ withFragments: true, withQueryParameters: true })], { seed: 20261127 })(
  'no other address is ever shown',
  (rendererUrl) => {
    expect(choosePage({ ...dev, rendererUrl })).toEqual(built)
  },
)

test.each([
  ['app://console/', true],
  ['app://console/deep/index.html?a#b', true],
  ['app://CONSOLE/', false],
  ['app://console.example/', false],
  ['app://other/', false],
  ['app://console:1/', false],
  ['https://console/', false],
  ['file:///console/', false],
  ['blob:app://console/0-1', false],
  ['filesystem:app://console/temporary/a', false],
  ['view-source:app://console/', false],
  ['devtools://console/', false],
  ['chrome://console/', false],
  ['data:text/html,app://console/', false],
  ['javascript:1', false],
  ['about:blank', false],
  ['about:srcdoc', false],
  ['', false],
])('%j is of our origin: %s', (url, expected) => {
  expect(isOfOrigin(url, 'app://console')).toBe(expected)
})
