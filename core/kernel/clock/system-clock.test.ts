import { expect, test } from 'vitest'
import { systemClock } from './system-clock.ts'

const HOUR = 3600_000

test('a sleep ends by itself, or with the reason it is left for', async () => {
  await expect(systemClock.sleep(1, new AbortController().signal)).resolves.toBeUndefined()
  const leaving = new AbortController()
  const left = systemClock.sleep(HOUR, leaving.signal)
  leaving.abort('enough')
  await expect(left).rejects.toBe('enough')
  await expect(systemClock.sleep(HOUR, leaving.signal)).rejects.toBe('enough')
})

test('calls back again and again, until it is stopped', async () => {
  let times = 0
  await new Promise<void>((done) => {
    const stop = systemClock.every(1, () => {
      if (++times === 3) {
        stop()
        done()
      }
    })
  })
  await systemClock.sleep(5)
  expect(times).toBe(3)
})
