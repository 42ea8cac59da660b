import { expect, test } from 'vitest'
import { MAX_SLICE_BYTES } from '../../../contract/pure/limits.ts'
import { createBodyReader, READ_AT_ONCE } from './body-reader.ts'

/** A body as the host keeps it, and the offsets it was asked for. */
function recorded(text: string, sliceBytes = MAX_SLICE_BYTES) {
  const bytes = new TextEncoder().encode(text)
  const offsets: number[] = []
  const readSlice = async (offset: number) => {
    offsets.push(offset)
    return new Blob([bytes.slice(offset, offset + sliceBytes)])
  }
  return { size: bytes.length, offsets, readSlice }
}

test('a small body comes in one slice', async () => {
  const body = recorded('{"ip_list":[]}')
  expect(await createBodyReader(body.readSlice, body.size).more()).toEqual({ text: '{"ip_list":[]}', read: 14 })
  expect(body.offsets).toEqual([0])
})

test('a character cut by a slice is whole again', async () => {
  const body = recorded('青禾读书'.repeat(3), 5)
  const { text } = await createBodyReader(body.readSlice, body.size).more()
  expect(text).toBe('青禾读书'.repeat(3))
})

test('a body that ends in the middle of a character shows that it does', async () => {
  const bytes = new TextEncoder().encode('a中').slice(0, 3)
  const { text } = await createBodyReader(async (offset) => new Blob([bytes.slice(offset)]), 3).more()
  expect(text).toBe('a\uFFFD')
})

test('a long body waits to be asked for the rest', async () => {
  const body = recorded('x'.repeat(READ_AT_ONCE + 10))
  const reader = createBodyReader(body.readSlice, body.size)
  expect((await reader.more()).read).toBe(READ_AT_ONCE)
  expect(body.offsets).toEqual([0, 1, 2, 3].map((slice) => slice * MAX_SLICE_BYTES))
  expect((await reader.more()).text).toHaveLength(READ_AT_ONCE + 10)
})

test('a body that is shorter than it was said to be ends', async () => {
  const body = recorded('abc')
  expect(await createBodyReader(body.readSlice, 99).more()).toEqual({ text: 'abc', read: 3 })
})
