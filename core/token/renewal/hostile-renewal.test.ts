import { call } from '@orpc/server'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createApp } from '#core/app.ts'
import { reply, type Script, startWireServer } from '#core/net/testing/wire-server.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { createTestPorts } from '#core/testing/test-ports.ts'
import { credential, hostileReplies } from '#core/wechat/testing/hostile-corpus.ts'

const MINUTE = 60_000

/** A console with auto-renew, on a clock of its own, against a server with scripted replies. */
async function setup(script: () => Script | undefined) {
  let serial = 0
  const server = await startWireServer((socket, request, index) => {
    const bad = script()
    if (bad) return bad(socket, request, index)
    socket.write(reply(JSON.stringify({ access_token: `${'t'.repeat(120)}${++serial}`, expires_in: 7_200 })))
  })
  onTestFinished(server.close)
  const clock = createFakeClock()
  const app = await createApp(createTestPorts({ clock }))
  onTestFinished(app.close)
  const { router } = app
  const { id } = await call(router.accounts.add, {
    label: '',
    ...credential,
    tokenSource: { kind: 'wechat', family: 'stable' },
    origin: { kind: 'custom', url: server.origin },
    confirmedOrigin: server.origin,
  })
  await call(router.settings.update, { lastAccountId: id })
  await call(router.token.fetch, { accountId: id })
  await call(router.accounts.update, { id, renewal: 'keep-alive' })
  const view = () => {
    const token = app.chosen.current()?.token
    if (!token) throw new Error('no account is chosen')
    return token
  }
  return { app, clock, router, id, view, server }
}

test.each(hostileReplies)('%s leaves the living token; the next good reply heals it', async (_, script, expected) => {
  let bad: Script | undefined
  const { app, clock, router, id, view, server } = await setup(() => bad)
  const before = view()
  expect(before).toMatchObject({ state: 'live', renewal: { mode: 'keep-alive', state: 'waiting' } })

  bad = script
  // A sleep into the last minutes: a due renewal is sent within two seconds of waking.
  clock.jumpWall(116 * MINUTE)
  app.resumed()
  await clock.advance(2_000)
  await vi.waitFor(() => expect(view().lastFailure?.problem).toMatchObject(expected), 15_000)
  expect(view()).toMatchObject({ hash: before.hash, state: 'expiring' })
  expect(await call(router.token.reveal, { accountId: id })).toEqual({ token: `${'t'.repeat(120)}1` })
  const { state, problem } = view().renewal
  expect(problem).toMatchObject(expected)

  bad = undefined
  const told = server.requests.length
  if (state === 'stopped') await call(router.accounts.update, { id, renewal: 'keep-alive' })
  else await clock.advance(1_000)
  await vi.waitFor(() => expect(view()).toMatchObject({ state: 'live', source: 'renewed' }))
  expect(server.requests.length).toBe(told + 1)
  expect(view().hash).not.toBe(before.hash)
  expect(view()).not.toHaveProperty('lastFailure')
  expect(view().renewal.state).toBe('waiting')
})
