import { expect, test, vi } from 'vitest'
import { type SourceName, sourceNamed, sourceTraits } from '#contract/pure/credentials/token-source.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { createFakeClock } from '#core/testing/fake-clock.ts'
import { openTestCell } from '#core/token/testing/test-cell.ts'
import { type Link, type TokenForCallOptions, tokenForCall } from './call-token.ts'

const wechat = (errcode: number, exchangeId?: number) =>
  new ProblemError({
    code: 'wechat',
    errcode,
    errmsg: 'x',
    endpoint: 'api',
    retry: errcode === 40164 ? 'never' : 'refetch',
    ...(exchangeId !== undefined && { exchangeId }),
  })

/** Sends a call as every caller does. */
async function withToken<T>(send: (token: string, link: Link) => Promise<T>, options: Options): Promise<T> {
  const contextFor = async (link: Link) => ({ accountId: 'a', origin: 'https://x', initiator, timeoutMs: 1, ...link })
  let call = await tokenForCall({ ...options, contextFor })
  for (;;) {
    try {
      const { step, causedBy } = call.context
      const value = await send(call.token, { step, ...(causedBy !== undefined && { causedBy }) })
      call.accept()
      return value
    } catch (error) {
      call = await call.newer(error)
    }
  }
}

type Options = Omit<TokenForCallOptions, 'contextFor'>
const initiator = { by: 'user', action: 'command' } as const

/** A WeChat where only the newest token works, and every fetch issues a newer one. */
async function setup(name: SourceName = 'stable') {
  const traits = sourceTraits(sourceNamed(name))
  const clock = createFakeClock()
  const cell = await openTestCell(clock, traits)
  let newest = 0
  const steps: Link['step'][] = []
  const ask =
    ({ step }: Link) =>
    async () => {
      steps.push(step)
      newest++
      return { token: `token-${newest}`, expiresInSeconds: 7200 }
    }
  const call = vi.fn(async (token: string, { step }: Link) => {
    if (token !== `token-${newest}`) throw wechat(40001)
    return step
  })
  const someoneElseFetches = () => void newest++
  return { cell, clock, steps, call, ask, someoneElseFetches, options: { traits, cell, ask } }
}

test('without a token it fetches one first, with one it does not', async () => {
  const { call, options, steps } = await setup()
  expect(await withToken(call, options)).toBe('call')
  expect(await withToken(call, options)).toBe('call')
  expect(steps).toEqual(['token-for-call'])
})

test('a refused token is fetched anew once, and the call replayed once', async () => {
  const { call, options, steps, someoneElseFetches } = await setup()
  await withToken(call, options)
  someoneElseFetches()
  expect(await withToken(call, options)).toBe('replay')
  expect(steps).toEqual(['token-for-call', 'refetch'])
  expect(call).toHaveBeenCalledTimes(3)
})

test('each exchange names the one that made it be sent', async () => {
  const { options } = await setup()
  let lastExchange = 0
  const sent: (Link & { id: number })[] = []
  const note = (link: Link) => {
    sent.push({ id: ++lastExchange, ...link })
    return lastExchange
  }
  const ask = (link: Link) => async () => {
    const exchangeId = note(link)
    return { token: `token-${exchangeId}`, expiresInSeconds: 7200, exchangeId }
  }
  const call = async (_token: string, link: Link) => {
    const exchangeId = note(link)
    if (link.step !== 'replay') throw wechat(40001, exchangeId)
  }
  await withToken(call, { ...options, ask })
  expect(sent).toEqual([
    { id: 1, step: 'token-for-call' },
    { id: 2, step: 'call', causedBy: 1 },
    { id: 3, step: 'refetch', causedBy: 2 },
    { id: 4, step: 'replay', causedBy: 2 },
  ])
})

test('a token got because the refused one had gone meanwhile names the refused call', async () => {
  const { options, cell } = await setup()
  const links: Link[] = []
  const ask = (link: Link) => async () => {
    links.push(link)
    return { token: `token-${links.length}`, expiresInSeconds: 7200, exchangeId: 6 }
  }
  const call = async (_token: string, { step }: Link) => {
    if (step === 'replay') return
    await cell.forget()
    throw wechat(40001, 7)
  }
  await withToken(call, { ...options, ask })
  expect(links).toEqual([{ step: 'token-for-call' }, { step: 'token-for-call', causedBy: 7 }])
})

test('when the new token is refused too, that is the answer, and the token is superseded', async () => {
  const { options, cell } = await setup()
  const call = vi.fn(async () => {
    throw wechat(40001)
  })
  await expect(withToken(call, options)).rejects.toThrow('wechat')
  expect(call).toHaveBeenCalledTimes(2)
  expect(cell.describe().state).toBe('superseded')
})

test('200 calls on a revoked token make one fetch, and all succeed', async () => {
  const { call, options, steps, someoneElseFetches } = await setup()
  await withToken(call, options)
  someoneElseFetches()
  const results = await Promise.all(Array.from({ length: 200 }, () => withToken(call, options)))
  expect(new Set(results)).toEqual(new Set(['replay']))
  expect(steps).toEqual(['token-for-call', 'refetch'])
})

test('a token that was replaced meanwhile is not fetched again', async () => {
  const { cell, call, options, steps, ask, someoneElseFetches } = await setup()
  await withToken(call, options)
  someoneElseFetches()
  const slow = async (token: string, link: Link) => {
    // Another caller renews between this call and its refusal.
    if (link.step === 'call') await cell.fetch(ask({ step: 'call' }))
    return call(token, link)
  }
  expect(await withToken(slow, options)).toBe('replay')
  expect(steps).toEqual(['token-for-call', 'call'])
})

test('asking again is pointless when WeChat gives the same token', async () => {
  const { options, cell } = await setup()
  const ask = () => async () => ({ token: 'same', expiresInSeconds: 7200 })
  const call = vi.fn(async () => {
    throw wechat(40001)
  })
  await expect(withToken(call, { ...options, ask })).rejects.toThrow('wechat')
  expect(call).toHaveBeenCalledOnce()
  expect(cell.held()?.token).toBe('same')
})

test('other errors are not replayed', async () => {
  const { options } = await setup()
  const call = vi.fn(async () => {
    throw wechat(40164)
  })
  await expect(withToken(call, options)).rejects.toThrow('wechat')
  expect(call).toHaveBeenCalledOnce()
})

test('a classic token is never fetched for a call: first asked, then told', async () => {
  const { call, options, steps, cell, ask, someoneElseFetches } = await setup('classic')
  await expect(withToken(call, options)).rejects.toThrow('confirm-classic')
  await cell.fetch(ask({ step: 'call' }))
  expect(await withToken(call, options)).toBe('call')
  someoneElseFetches()
  await expect(withToken(call, options)).rejects.toThrow('wechat')
  expect(steps).toEqual(['call'])
  expect(cell.describe().state).toBe('superseded')
})

test('a renewal that fails does not cost a token that is still alive', async () => {
  const { call, cell, clock, options } = await setup()
  await cell.fetch(async () => ({ token: 'token-0', expiresInSeconds: 7200 }))
  await clock.advance(7_000_000)
  expect(cell.fresh()).toBeUndefined()
  const failing = () => async () => {
    throw new ProblemError({ code: 'connection-refused', host: 'x', retry: 'never' })
  }
  expect(await withToken(call, { ...options, ask: failing })).toBe('call')
})

test('a pasted token is used as long as it is good, and never fetched', async () => {
  const { cell, steps, call, options } = await setup('pasted')
  await expect(withToken(call, options)).rejects.toThrow('no-token')
  cell.paste('token-0')
  expect(await withToken(call, options)).toBe('call')
  expect(cell.describe()).toMatchObject({ state: 'live' })
  expect(cell.describe()).not.toHaveProperty('life')
  const refuses = vi.fn(async () => {
    throw wechat(40001)
  })
  await expect(withToken(refuses, options)).rejects.toThrow('wechat')
  expect(refuses).toHaveBeenCalledOnce()
  expect(cell.describe().state).toBe('superseded')
  expect(steps).toEqual([])
})
