import { readSnapshot } from '#torture/host.ts'
import { addAccount, type Situation, until, type World } from './situation.ts'

/** A token that was answered is there after the crash; on stable, an older one may be, as long as it says so. */
export function tokenFetch(family: 'stable' | 'classic', { wechat, random }: World): Situation {
  let accountId = ''
  let answered = -1
  return {
    name: `token fetch, ${family}`,
    withinMs: 250,
    async setUp(host) {
      accountId = await addAccount(host, wechat, { appSecret: random.hex(32), family })
    },
    work: (host) =>
      until(host, async () => {
        const view = await host.client.token.fetch({ accountId, confirmed: true })
        answered = wechat.indexOf(view.hash)
      }),
    async afterStart(host) {
      const view = (await readSnapshot(host, 'token')).find((each) => each.accountId === accountId)
      const held = wechat.indexOf(view?.hash)
      if (held >= answered) return []
      if (family === 'stable' && held >= 0 && view?.state === 'unverified') return []
      const older = held < 0 ? 'none' : `the one ${answered - held} before it`
      return [`token ${answered} was answered; held is ${older}, as ${view?.state}`]
    },
  }
}

const ACCOUNTS = 6

/** Expired tokens are renewed by timers within 2 s of the start. */
export function renewals({ wechat, random }: World): Situation {
  const before = new Map<string, number>()
  return {
    name: 'renewals by timer',
    withinMs: 2_000,
    async setUp(host) {
      wechat.expiresInSeconds = 1
      for (let n = 0; n < ACCOUNTS; n++) {
        const id = await addAccount(host, wechat, { appId: `wx${random.hex(16)}`, appSecret: random.hex(32) })
        await host.client.token.fetch({ accountId: id })
        await host.client.accounts.update({ id, renewal: 'keep-alive' })
      }
    },
    work: (host) => until(host, () => new Promise((resolve) => host.process.once('exit', resolve))),
    async afterStart(host) {
      const views = await readSnapshot(host, 'token')
      if (views.length !== ACCOUNTS) return [`${views.length} of ${ACCOUNTS} accounts`]
      return views.flatMap(({ accountId, hash, renewal }) => {
        const held = wechat.indexOf(hash)
        const least = before.get(accountId) ?? 0
        before.set(accountId, Math.max(held, least))
        if (held < least) return [`an account went back from token ${least} to ${held}`]
        return renewal.mode === 'keep-alive' ? [] : ['keep-alive is off']
      })
    },
  }
}
