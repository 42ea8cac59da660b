import { mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { filesIn } from '#torture/data-folder.ts'
import { eventually, type Host, openHost, readSnapshot, spawnHost, startHost } from '#torture/host.ts'
import { type Trial, type TrialContext, textOf } from '#torture/trial.ts'
import { digest } from '#torture/trials/damage/base.ts'
import { addAccount } from '#torture/trials/kill/situation.ts'
import { makeVault, openVault } from '#torture/vault-file.ts'
import { startWechat } from '#torture/wechat.ts'
import { lostWhileRunning } from './lost-folder.ts'
import { isOwner } from './owner.ts'

const ROUNDS_AT_ONCE = 3
const AT_ONCE = 6
const ACCOUNTS_EACH = 8

/** Several consoles on one folder, or on one vault; and a folder that goes while its console runs. */
export const twoConsoles: Trial = {
  name: 'consoles',
  budgetMs: 60_000,
  async run(context) {
    const folder = context.tally('two consoles: one folder', 2 + ROUNDS_AT_ONCE)
    await folder.check('the second writes nothing', () => secondWritesNothing(context))
    await folder.check('the second renews nothing', () => secondRenewsNothing(context))
    for (let round = 0; round < ROUNDS_AT_ONCE; round++) {
      await folder.check(`${AT_ONCE} started at once (${round})`, () => startedAtOnce(context))
    }
    const vault = context.tally('two consoles: one vault', 2)
    await vault.check('AppSecrets added at once', () => oneVault(context, ACCOUNTS_EACH))
    await vault.check('and again', () => oneVault(context, ACCOUNTS_EACH))
    await lostWhileRunning(context)
  },
}

async function secondWritesNothing({ workplace, random }: TrialContext): Promise<string[]> {
  const home = workplace.folder()
  const [data, vault] = [join(home, 'data'), join(home, 'vault.json')]
  makeVault(vault)
  const wechat = await startWechat(workplace)
  const first = await startHost({ data, vault }, workplace)
  const accountId = await addAccount(first, wechat, { appSecret: random.hex(32) })
  await first.client.token.fetch({ accountId })
  await sleep(1_000)
  const before = states(data, vault)
  const second = await startHost({ data, vault }, workplace).catch((error) => textOf(error))
  if (typeof second === 'string')
    return second.includes(data) || second.includes(vault) ? [] : [`refused with: ${second}`]
  const { notices } = await readSnapshot(second, 'host')
  await second.client.settings.update({ maxExchanges: 333 }).catch(() => undefined)
  await second.client.accounts.update({ id: accountId, label: 'second' }).catch(() => undefined)
  await second.client.token.fetch({ accountId }).catch(() => undefined)
  await second.client.accounts.replaceSecret({ id: accountId, appSecret: random.hex(32) }).catch(() => undefined)
  await second.stop()
  const after = states(data, vault)
  await first.stop()
  return [
    ...(notices.some(({ code }) => code === 'folder-in-use') ? [] : ['it does not say that the folder is in use']),
    ...Object.keys(before).flatMap((name) => (before[name] === after[name] ? [] : [`it wrote ${name}`])),
  ]
}

async function secondRenewsNothing({ workplace, random }: TrialContext): Promise<string[]> {
  const home = workplace.folder()
  const [data, vault] = [join(home, 'data'), join(home, 'vault.json')]
  makeVault(vault)
  const wechat = await startWechat(workplace)
  const first = await startHost({ data, vault }, workplace)
  const id = await addAccount(first, wechat, { appSecret: random.hex(32), family: 'classic' })
  await first.client.accounts.update({ id, renewal: 'keep-alive', confirmedRenewal: true })
  wechat.expiresInSeconds = 1
  await first.client.token.fetch({ accountId: id, confirmed: true })
  // It renews what has expired at once, and then not again for 30 s.
  await eventually(() => wechat.issued.length >= 2, 'the first renewal')
  const before = wechat.issued.length
  const second = await startHost({ data, vault }, workplace).catch(() => undefined)
  // A console spreads what is due over 2 s.
  await sleep(5_000)
  const more = wechat.issued.length - before
  await second?.stop()
  await first.stop()
  return more === 0 ? [] : [`${more} classic tokens were fetched by the second`]
}

async function startedAtOnce({ workplace }: TrialContext): Promise<string[]> {
  const data = join(workplace.folder(), 'data')
  const starting = Array.from({ length: AT_ONCE }, () => spawnHost({ data }, workplace))
  const hosts: Host[] = []
  const refused: string[] = []
  for (const each of starting) {
    const address = await each.url
    if (address === undefined) refused.push(each.stderr().trim())
    else hosts.push(await openHost(each, address))
  }
  const owners: Host[] = []
  for (const host of hosts) if (await isOwner(host, data)) owners.push(host)
  for (const host of hosts) await host.stop()
  return [
    ...(owners.length === 1 ? [] : [`${owners.length} owners`]),
    ...refused.filter((text) => !text.includes(data)).map((text) => `refused with: ${text}`),
  ]
}

/** Either the second says that the vault is somebody's, or nobody loses anything. */
async function oneVault({ workplace, random }: TrialContext, each: number): Promise<string[]> {
  const home = workplace.folder()
  const vault = join(home, 'vault.json')
  mkdirSync(join(home, 'a'))
  makeVault(vault)
  const wechat = await startWechat(workplace)
  const first = await startHost({ data: join(home, 'a', 'data'), vault }, workplace)
  const second = await startHost({ data: join(home, 'b', 'data'), vault }, workplace).catch((error) => textOf(error))
  const hosts = typeof second === 'string' ? [first] : [first, second]
  const answered: string[] = []
  await Promise.all(
    hosts.map(async (host) => {
      for (let n = 0; n < each; n++) {
        const appSecret = random.hex(32)
        const id = await addAccount(host, wechat, { appId: `wx${random.hex(16)}`, appSecret }).catch(() => undefined)
        if (id !== undefined) answered.push(appSecret)
      }
    }),
  )
  for (const host of hosts) await host.stop()
  const held = new Set(openVault(vault)?.values())
  const lost = answered.filter((secret) => !held.has(secret))
  return [
    ...(lost.length > 0 ? [`${lost.length} of ${answered.length} AppSecrets that were answered are gone`] : []),
    ...(answered.length >= each ? [] : [`only ${answered.length} were taken`]),
    ...(typeof second === 'string' && !second.includes(vault) ? [`refused with: ${second}`] : []),
  ]
}

/** Of all that only its owner may write: the log is everybody's, and the clock is written by the minute. */
function states(data: string, vault: string): Record<string, string> {
  const files = [...filesIn(data).filter((file) => file.endsWith('.json') && !file.endsWith('clock.json')), vault]
  return Object.fromEntries(files.map((file) => [file, digest(readFileSync(file))]))
}
