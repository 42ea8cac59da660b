import { expect, test, vi } from 'vitest'
import { createReplyBody } from './reply-body.ts'

function open() {
  const flow = { pause: vi.fn(), resume: vi.fn() }
  const leave = vi.fn()
  const piped = createReplyBody(flow, leave)
  return { flow, leave, ...piped, reader: piped.body[Symbol.asyncIterator]() }
}
const KiB = 1024

test('what waits for the reader is bounded, and the socket goes on when it has been taken', async () => {
  const { flow, push, reader } = open()
  push(new Uint8Array(200 * KiB))
  expect(flow.pause).not.toHaveBeenCalled()
  push(new Uint8Array(200 * KiB))
  push(new Uint8Array(1))
  expect(flow.pause).toHaveBeenCalledOnce()
  expect(flow.resume).not.toHaveBeenCalled()
  expect((await reader.next()).value.length).toBe(400 * KiB + 1)
  expect(flow.resume).toHaveBeenCalledOnce()
})

test('a socket that gives more at once when it goes on is paused again', async () => {
  const { flow, push, reader } = open()
  push(new Uint8Array(300 * KiB))
  flow.resume.mockImplementationOnce(() => push(new Uint8Array(300 * KiB)))
  await reader.next()
  expect(flow.pause).toHaveBeenCalledTimes(2)
  await reader.next()
  expect(flow.resume).toHaveBeenCalledTimes(2)
})

test('a reader that waits gets each chunk as it comes, without a pause', async () => {
  const { flow, push, end, reader } = open()
  const next = reader.next()
  push(new Uint8Array(300 * KiB))
  expect((await next).value.length).toBe(300 * KiB)
  const last = reader.next()
  end()
  expect(await last).toEqual({ value: undefined, done: true })
  expect(flow.pause).not.toHaveBeenCalled()
})

test('an error comes behind what came before it', async () => {
  const { push, end, reader } = open()
  push(Buffer.from('half'))
  end(new Error('gone'))
  expect(Buffer.from((await reader.next()).value).toString()).toBe('half')
  await expect(reader.next()).rejects.toThrow('gone')
})

test('leaving is told once, and not after the end', async () => {
  const [early, late] = [open(), open()]
  await early.reader.return?.()
  expect(early.leave).toHaveBeenCalledOnce()
  late.end()
  await late.reader.return?.()
  expect(late.leave).not.toHaveBeenCalled()
})
