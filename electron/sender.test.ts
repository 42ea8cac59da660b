import { expect, test } from 'vitest'
import { refusalOf } from './sender.ts'

const contents = {}
const frame = { parent: null, origin: 'app://console', url: 'app://console/' }
const good = { sender: contents, senderFrame: frame, ports: [{}] }

test('one port from the top frame of our page is taken', () => {
  expect(refusalOf(good, contents, 'app://console')).toBeUndefined()
})

test.each([
  ['another window', { ...good, sender: {} }],
  ['the frame is gone', { ...good, senderFrame: null }],
  ['not the top frame', { ...good, senderFrame: { ...frame, parent: {} as never } }],
  ['another origin', { ...good, senderFrame: { ...frame, origin: 'https://example.com' } }],
  ['another origin', { ...good, senderFrame: { ...frame, origin: 'null' } }],
  ['another page', { ...good, senderFrame: { ...frame, url: 'about:blank' } }],
  ['another page', { ...good, senderFrame: { ...frame, url: 'blob:app://console/0-1' } }],
  ['another page', { ...good, senderFrame: { ...frame, url: '' } }],
  ['not one port', { ...good, ports: [] }],
  ['not one port', { ...good, ports: [{}, {}] }],
])('refused: %s', (reason, event) => {
  expect(refusalOf(event, contents, 'app://console')).toBe(reason)
})
