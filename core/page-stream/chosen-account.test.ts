import { call } from '@orpc/server'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createApp } from '#core/app.ts'
import { createTestPorts } from '#core/testing/test-ports.ts'

async function start() {
  const app = await createApp(createTestPorts())
  onTestFinished(app.close)
  return app
}

test('there is none before one was on screen, nor once it is deleted', async () => {
  const { chosen, router } = await start()
  const { id } = await call(router.accounts.useSandbox, undefined)
  expect(chosen.current()).toBeUndefined()
  await call(router.settings.update, { lastAccountId: id })
  expect(chosen.current()).toMatchObject({ account: { id }, token: { accountId: id, state: 'none' } })
  await call(router.accounts.remove, { id, withExchanges: false })
  expect(chosen.current()).toBeUndefined()
})

test('its changes are told, until nobody wants to know', async () => {
  const { chosen, router } = await start()
  const { id } = await call(router.accounts.useSandbox, undefined)
  const states: (string | undefined)[] = []
  const stop = chosen.subscribe(() => states.push(chosen.current()?.token.state))
  await call(router.settings.update, { lastAccountId: id })
  expect(states).toEqual(['none'])
  await call(router.token.fetch, { accountId: id })
  expect(states.at(-1)).toBe('live')
  await call(router.sandbox.jump, { accountId: id, by: 'to-expiry' })
  expect(states.at(-1)).toBe('expiring')
  stop()
  const told = states.length
  await call(router.sandbox.jump, { accountId: id, by: '5min' })
  expect(states).toHaveLength(told)
})

test('after a sleep it is looked at anew', async () => {
  const { chosen, resumed } = await start()
  const listener = vi.fn()
  chosen.subscribe(listener)
  resumed()
  expect(listener).toHaveBeenCalledOnce()
})
