import { once } from 'node:events'
import { Worker } from 'node:worker_threads'
import { expect, onTestFinished, test } from 'vitest'
import type { SandboxCommand, SandboxMessage, SandboxReady, SandboxWorkerData } from './protocol.ts'

/** Starts the worker unbuilt and hands out its messages in order. */
function startWorker(workerData: SandboxWorkerData) {
  const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData })
  onTestFinished(async () => void (await worker.terminate()))
  const messages: SandboxMessage[] = []
  worker.on('message', (message: SandboxMessage) => messages.push(message))
  return {
    worker,
    send: (command: SandboxCommand) => worker.postMessage(command),
    next: async (): Promise<SandboxMessage | undefined> => {
      await expect.poll(() => messages.length, { timeout: 10_000 }).toBeGreaterThan(0)
      return messages.shift()
    },
  }
}

async function fetchStable({ origin, appId, appSecret }: SandboxReady): Promise<unknown> {
  const body = JSON.stringify({ grant_type: 'client_credential', appid: appId, secret: appSecret })
  const response = await fetch(`${origin}/cgi-bin/stable_token`, { method: 'POST', body })
  return response.json()
}

test('a round trip: ready, changes, stop, and the same again from the saved state', async () => {
  const first = startWorker({})
  const ready = (await first.next()) as SandboxReady
  expect(ready).toMatchObject({ type: 'ready', stateDiscarded: false, offsetMs: 0, scenarios: [] })
  expect(await first.next()).toMatchObject({ type: 'state', offsetMs: 0, scenarios: [] })

  const token = await fetchStable(ready)
  expect(await first.next()).toMatchObject({ type: 'state' })

  first.send({ id: 1, type: 'advance', ms: 1000 })
  expect(await first.next()).toMatchObject({ type: 'state', offsetMs: 1000 })
  expect(await first.next()).toEqual({ type: 'done', id: 1 })

  first.send({ id: 2, type: 'scenario', scenario: 'superseded', on: true })
  const changed = await first.next()
  expect(changed).toMatchObject({ type: 'state', scenarios: ['superseded'] })
  expect(await first.next()).toEqual({ type: 'done', id: 2 })

  first.send({ id: 3, type: 'fetch-elsewhere', family: 'stable' })
  const fetched = await first.next()
  const grants = fetched?.type === 'state' ? fetched.state.accounts[ready.appId] : undefined
  expect([grants?.stable.length, grants?.classic.length]).toEqual([2, 0])
  expect(await first.next()).toEqual({ type: 'done', id: 3 })

  first.send({ id: 4, type: 'stop' })
  expect(await once(first.worker, 'exit')).toEqual([0])

  const state = changed?.type === 'state' ? changed.state : undefined
  const again = (await startWorker({ state }).next()) as SandboxReady
  expect(again).toMatchObject({ appSecret: ready.appSecret, offsetMs: 1000, scenarios: ['superseded'] })
  expect(await fetchStable(again)).toEqual({ ...(token as object), expires_in: expect.any(Number) })
})

test('a state that cannot be used is reported', async () => {
  expect(await startWorker({ state: { seed: 7 } }).next()).toMatchObject({ type: 'ready', stateDiscarded: true })
})
