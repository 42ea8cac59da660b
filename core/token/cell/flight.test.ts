import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { startFlight } from './flight.ts'

test('a signal that outlives the flight keeps no listener of it', async () => {
  const { signal } = new AbortController()
  const flight = startFlight(async () => 'landed')
  await Promise.all([flight.join(signal), flight.join(signal)])
  await flight.ended
  expect(getEventListeners(signal, 'abort')).toEqual([])
})
