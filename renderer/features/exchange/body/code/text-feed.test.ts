import type { Text } from '@codemirror/state'
import { expect, test, vi } from 'vitest'
import { createBodyFormat } from '#renderer/features/exchange/body/format/body-format.ts'
import { createTextFeed } from './text-feed.ts'

const encode = (text: string) => new TextEncoder().encode(text)

function open() {
  const pieces: string[] = []
  const onDrained = vi.fn()
  const format = createBodyFormat('plain')
  const feed = createTextFeed(format, (text: Text) => pieces.push(text.toString()), onDrained)
  return { feed, pieces, onDrained }
}

test('what fills the screen is there at once, the rest comes in pieces', async () => {
  const { feed, pieces, onDrained } = open()
  const bytes = encode('青禾 line\n'.repeat(200_000))
  feed.feed(bytes, true)
  expect(pieces).toHaveLength(1)
  await vi.waitFor(() => expect(onDrained).toHaveBeenCalled())
  expect(pieces.length).toBeGreaterThan(3)
  expect(pieces.join('')).toBe(new TextDecoder().decode(bytes))
})

test('bytes that come later are added to those that are there', async () => {
  const { feed, pieces, onDrained } = open()
  feed.feed(encode('one '), false)
  await vi.waitFor(() => expect(onDrained).toHaveBeenCalledTimes(1))
  feed.feed(encode('one two'), false)
  await vi.waitFor(() => expect(onDrained).toHaveBeenCalledTimes(2))
  expect(pieces.join('')).toBe('one two')
})

test('a character cut at the end shows as such only once the end is known', async () => {
  const { feed, pieces, onDrained } = open()
  const cut = encode('a中').slice(0, 3)
  feed.feed(cut, false)
  await vi.waitFor(() => expect(onDrained).toHaveBeenCalledTimes(1))
  expect(pieces.join('')).toBe('a')
  feed.feed(cut, true)
  await vi.waitFor(() => expect(pieces.join('')).toBe('a\uFFFD'))
})

test('nothing is added after it was stopped', async () => {
  const { feed, pieces } = open()
  feed.feed(encode('x'.repeat(2_000_000)), true)
  feed.stop()
  await new Promise((resolve) => setTimeout(resolve))
  await new Promise((resolve) => setTimeout(resolve))
  expect(pieces).toHaveLength(1)
})
