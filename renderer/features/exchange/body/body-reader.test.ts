import { expect, test, vi } from 'vitest'
import { MAX_SLICE_BYTES } from '#contract/pure/limits.ts'
import { createBodyReader, type ReadBody } from './body-reader.ts'

/** A body as the host keeps it, and the offsets it was asked for. */
function recorded(content: string | Uint8Array, sliceBytes = MAX_SLICE_BYTES) {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content
  const offsets: number[] = []
  const readSlice = async (offset: number) => {
    offsets.push(offset)
    return new Blob([bytes.slice(offset, offset + sliceBytes)])
  }
  return { size: bytes.length, offsets, readSlice }
}

async function read({ readSlice, size }: ReturnType<typeof recorded>, end = size, fullSize = size) {
  const seen: ReadBody[] = []
  await createBodyReader(readSlice, { size, fullSize }).readTo(
    end,
    (body) => seen.push(body),
    new AbortController().signal,
  )
  return { seen, last: seen.at(-1) }
}

test('a small body comes in one slice', async () => {
  const body = recorded('{"ip_list":[]}')
  const { last } = await read(body)
  expect(last).toEqual({ bytes: new TextEncoder().encode('{"ip_list":[]}'), whole: true })
  expect(body.offsets).toEqual([0])
})

test('an empty one is whole without asking', async () => {
  const body = recorded('')
  expect((await read(body)).last).toEqual({ bytes: new Uint8Array(), whole: true })
  expect(body.offsets).toEqual([])
})

test('each slice is told of as it comes', async () => {
  const { seen } = await read(recorded('0123456789', 4))
  expect(seen.map(({ bytes, whole }) => [bytes.length, whole])).toEqual([
    [4, false],
    [8, false],
    [10, true],
  ])
})

test('a long body is read as far as it was asked for, and on from there', async () => {
  const body = recorded('0123456789', 2)
  const reader = createBodyReader(body.readSlice, { size: 10 })
  const onRead = vi.fn<(body: ReadBody) => void>()
  const { signal } = new AbortController()
  await reader.readTo(4, onRead, signal)
  expect(body.offsets).toEqual([0, 2])
  await reader.readTo(10, onRead, signal)
  expect(body.offsets).toEqual([0, 2, 4, 6, 8])
  expect(new TextDecoder().decode(onRead.mock.lastCall?.[0].bytes)).toBe('0123456789')
})

test('leaving stops it after the slice that is on its way', async () => {
  const body = recorded('0123456789', 2)
  const controller = new AbortController()
  const onRead = vi.fn(() => controller.abort())
  await createBodyReader(body.readSlice, { size: 10 }).readTo(10, onRead, controller.signal)
  expect(onRead).toHaveBeenCalledOnce()
  expect(body.offsets).toEqual([0, 2])
})

test('a body that is shorter than it was said to be ends', async () => {
  const { readSlice } = recorded('abc')
  const seen: ReadBody[] = []
  await createBodyReader(readSlice, { size: 99 }).readTo(99, (body) => seen.push(body), new AbortController().signal)
  expect(seen.at(-1)).toMatchObject({ whole: true })
  expect(seen.at(-1)?.bytes).toHaveLength(3)
})

test('bytes that are no UTF-8 are found where they are', async () => {
  expect((await read(recorded(new Uint8Array([0x7b, 0xe4, 0xb8, 0xff, 0x7d]), 2))).last).toMatchObject({ notUtf8At: 1 })
})

test('a body that ends in the middle of a character says so, one that recording cut there does not', async () => {
  const cut = new TextEncoder().encode('a中').slice(0, 3)
  expect((await read(recorded(cut))).last).toMatchObject({ notUtf8At: 1 })
  expect((await read(recorded(cut), 3, 99)).last).not.toHaveProperty('notUtf8At')
})
