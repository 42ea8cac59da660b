import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { findSecret } from '#torture/data-folder.ts'
import { readSnapshot } from '#torture/host.ts'
import { openVault } from '#torture/vault-file.ts'
import { addAccount, type Situation, until, type World } from './situation.ts'

/** AppSecrets are replaced, and accounts with theirs removed: old or new, and none that was removed. */
export function vaultWrites({ data, vault, wechat, random }: World): Situation {
  const secrets = [random.hex(32)]
  const removed: string[] = []
  let main = ''
  let answered = 0
  /** What goes first is the AppSecret: this one may be without. */
  let removing = ''
  return {
    name: 'vault writes',
    withinMs: 300,
    async setUp(host) {
      main = await addAccount(host, wechat, { appSecret: secrets[0] ?? '' })
    },
    work: (host) =>
      until(host, async () => {
        const next = random.hex(32)
        secrets.push(next)
        await host.client.accounts.replaceSecret({ id: main, appSecret: next })
        answered = secrets.length - 1
        const passing = random.hex(32)
        const id = await addAccount(host, wechat, { appId: `wx${random.hex(16)}`, appSecret: passing })
        removing = id
        await host.client.accounts.remove({ id, withExchanges: true })
        removed.push(passing)
      }),
    afterKill() {
      const held = secrets.indexOf(openVault(vault)?.get(`secret:${main}`) ?? '')
      return held >= answered ? [] : [`AppSecret ${answered} was answered, ${held < 0 ? 'none' : held} is in the vault`]
    },
    async afterStart(host) {
      const accounts = await readSnapshot(host, 'accounts')
      const lost = accounts.filter(({ id, secret }) => secret !== 'held' && id !== removing).map(({ appId }) => appId)
      const replaced = secrets.slice(0, answered)
      const left = [...removed, ...replaced].flatMap((secret) => [
        ...findSecret(data, secret),
        ...findSecret(join(vault, '..'), secret),
      ])
      // Those whose removal was under way may still be there; those of former rounds may not.
      for (const { id } of accounts) if (id !== main) await host.client.accounts.remove({ id, withExchanges: true })
      return [
        ...(accounts.some(({ id }) => id === main) ? [] : ['the account is gone']),
        ...(lost.length > 0 ? [`without their AppSecret: ${lost.join(', ')}`] : []),
        ...(left.length > 0 ? [`${left.length} removed AppSecrets are left, first in ${left[0]}`] : []),
      ]
    },
  }
}

/** Numbers that only go up are written to both files: what is read afterwards is one of them, and never an older one. */
export function stateWrites({ data, wechat, random }: World): Situation {
  let id = ''
  let written = 0
  let onDisk = { settings: 0, accounts: 0 }
  const read = () => {
    const of = (name: string) => JSON.parse(readFileSync(join(data, `${name}.json`), 'utf8')).data
    const accounts = of('accounts')
    const account = (Array.isArray(accounts) ? accounts : Object.values(accounts).flat()).find(
      (each) => (each as { id?: string }).id === id,
    ) as { label: string } | undefined
    return { settings: of('settings').maxExchanges - 100, accounts: Number(account?.label ?? Number.NaN) }
  }
  return {
    name: 'accounts and settings',
    withinMs: 200,
    async setUp(host) {
      id = await addAccount(host, wechat, { appSecret: random.hex(32), label: '0' })
      await host.client.settings.update({ maxExchanges: 100 })
    },
    work: (host) =>
      until(host, async () => {
        written++
        await host.client.settings.update({ maxExchanges: 100 + written })
        await host.client.accounts.update({ id, label: String(written) })
      }),
    afterKill() {
      const now = read()
      const wrong = (['settings', 'accounts'] as const).filter(
        (file) => !(now[file] >= onDisk[file] && now[file] <= written),
      )
      onDisk = now
      return wrong.map((file) => `${file} is neither old nor new`)
    },
    async afterStart(host) {
      const [settings, accounts] = [await readSnapshot(host, 'settings'), await readSnapshot(host, 'accounts')]
      const same = settings.maxExchanges - 100 === onDisk.settings && accounts[0]?.label === String(onDisk.accounts)
      return same ? [] : ['what is shown is not what was on disk']
    },
  }
}
