import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { isDefinedError } from '@orpc/client'
import { SCHEMA_VERSION } from '#core/store/migrations.ts'
import { eventually, type Host, readSnapshot, startHost } from '#torture/host.ts'
import { type Trial, type TrialContext, textOf } from '#torture/trial.ts'
import { makeOldDatabase } from '#torture/trials/kill/migration.ts'
import { addAccount } from '#torture/trials/kill/situation.ts'
import { makeVault, openVault } from '#torture/vault-file.ts'
import { startWechat, type Wechat } from '#torture/wechat.ts'
import { canMount, type Disk, makeDisk, type Shortage } from './disk.ts'
import { failingPorts } from './failing-ports.ts'

const ROWS = 60
const shortages: Shortage[] = ['room', 'names']
type End = 'room returns' | 'clean stop' | 'kill'

/** No room, or no name for a file: while it runs, when it starts, while a file is brought up to date. */
export const fullDisk: Trial = {
  name: 'disk',
  budgetMs: 65_000,
  async run(context) {
    await failingPorts(context)
    const ends: End[] = ['room returns', 'clean stop', 'kill']
    const running = context.tally('full disk: while running', shortages.length * ends.length)
    const starting = context.tally('full disk: at the start', shortages.length * (2 + SCHEMA_VERSION) + 1)
    if (!canMount()) {
      for (const { note, check } of [running, starting]) {
        note('needs root on Linux for a small disk; the ports that fail are tried in its place')
        await check('by ports', async () => [])
      }
      return
    }
    for (const shortage of shortages) {
      for (const end of ends) {
        await running.check(`no ${shortage}, then ${end}`, () =>
          whileRunning(makeDisk(context.workplace, shortage), end, context),
        )
      }
      await starting.check(`no ${shortage}, empty folder`, () =>
        onEmpty(makeDisk(context.workplace, shortage), context),
      )
      await starting.check(`no ${shortage}, everything there`, () =>
        onWhole(makeDisk(context.workplace, shortage), context),
      )
      for (let version = 1; version <= SCHEMA_VERSION; version++) {
        await starting.check(`no ${shortage}, version ${version}`, () =>
          onOld(makeDisk(context.workplace, shortage), version, context),
        )
      }
    }
    await starting.check('a disk that is read-only', () => onReadOnly(makeDisk(context.workplace, 'room'), context))
  },
}

const startOn = ({ data, vault }: Disk, { workplace }: TrialContext) => startHost({ data, vault }, workplace)

async function whileRunning(disk: Disk, end: End, context: TrialContext): Promise<string[]> {
  const { random, workplace } = context
  const wechat = await startWechat(workplace)
  makeVault(disk.vault)
  let host = await startOn(disk, context)
  const accountId = await addAccount(host, wechat, { appSecret: random.hex(32), family: 'classic', label: 'before' })
  await host.client.token.fetch({ accountId, confirmed: true })
  for (let n = 0; n < 10; n++) await sendOne(host, accountId)
  await eventually(async () => (await readSnapshot(host, 'exchange')).length === 11, 'the first exchanges')
  disk.fill()

  const appSecret = random.hex(32)
  const wrong: string[] = []
  const calls = await inOrder({
    'ten exchanges': async () => {
      for (let n = 0; n < 10; n++) await sendOne(host, accountId)
    },
    'an IP list': () => host.client.ipList.fetch({ accountId }),
    'a setting': () => host.client.settings.update({ maxExchanges: 777 }),
    'another AppSecret': () => host.client.accounts.replaceSecret({ id: accountId, appSecret }),
    'another account': () => addAccount(host, wechat, { appId: `wx${random.hex(16)}`, appSecret: random.hex(32) }),
    'a label': () => host.client.accounts.update({ id: accountId, label: 'after' }),
    'a token': () => host.client.token.fetch({ accountId, confirmed: true }),
  })
  for (const [name, outcome] of calls) if (outcome.kind === 'undeclared') wrong.push(`${name} ends in ${outcome.text}`)
  const newest = (await readSnapshot(host, 'token')).find((view) => view.accountId === accountId)?.hash
  const { notices } = await readSnapshot(host, 'host')
  if (notices.length === 0) wrong.push('no notice says so')
  // What is written behind a call must have had its chance before anything is looked at.
  wrong.push(...(await unopened(host)))
  const shown = await shownAsKept(host)

  if (end === 'room returns') {
    disk.giveBack()
    await sendOne(host, accountId)
    const isOver = async () => (await readSnapshot(host, 'host')).notices.every(({ kept }) => kept)
    await eventually(isOver, 'that the notices of a full disk end', 30_000).catch((error) => wrong.push(textOf(error)))
    if (setting(disk) !== 777) wrong.push('the setting is not on disk though there is room')
  }
  if (end === 'kill') await host.kill()
  else if ((await host.stop()) !== 0) wrong.push('no clean stop')
  disk.giveBack()
  const kept = openVault(disk.vault)?.get(`secret:${accountId}`)
  // While there is no room, a notice may say that it is only in memory; once there is, it must be on disk.
  const isSaid = end !== 'room returns' && notices.some(({ code }) => code === 'secret-not-saved')
  const isAnswered = calls.get('another AppSecret')?.kind === 'ok'
  if (isAnswered && kept !== appSecret && !isSaid) wrong.push('the AppSecret that was answered is lost')
  if (kept === undefined) wrong.push('no AppSecret is left')

  host = await startOn(disk, context)
  wrong.push(...(await afterwards(host, wechat, { shown, newest, accountId, end, isSaid })))
  if (end === 'room returns' && calls.get('another account')?.kind === 'ok') {
    if ((await readSnapshot(host, 'accounts')).length !== 2) wrong.push('the account that was answered is lost')
  }
  await host.stop()
  return wrong
}

interface Facts {
  shown: number[]
  newest: string | undefined
  accountId: string
  end: End
  /** A notice said that secrets and tokens were only in memory. */
  isSaid: boolean
}

async function afterwards(
  host: Host,
  wechat: Wechat,
  { shown, newest, accountId, end, isSaid }: Facts,
): Promise<string[]> {
  const ids = new Set((await readSnapshot(host, 'exchange')).map(({ id }) => id))
  const lost = shown.filter((id) => !ids.has(id))
  const view = (await readSnapshot(host, 'token')).find((each) => each.accountId === accountId)
  const isNewest = view?.hash === newest
  const isDoubted = view?.state !== 'live' && view?.state !== 'expiring'
  const settings = await readSnapshot(host, 'settings')
  return [
    ...(lost.length > 0 ? [`${lost.length} of ${shown.length} exchanges that were shown as kept are lost`] : []),
    ...(isNewest || isSaid || (isDoubted && end !== 'room returns')
      ? []
      : [`token ${wechat.indexOf(view?.hash)} of ${wechat.issued.length} is held as ${view?.state}`]),
    ...(end === 'room returns' && settings.maxExchanges !== 777 ? ['the setting is lost'] : []),
    ...(await readSnapshot(host, 'accounts')).flatMap(({ secret }) =>
      secret === 'held' ? [] : [`an AppSecret is ${secret}`],
    ),
  ]
}

/** Those without a mark on the list. */
async function shownAsKept(host: Host): Promise<number[]> {
  return (await readSnapshot(host, 'exchange')).filter(({ unsaved }) => !unsaved).map(({ id }) => id)
}

/** Every row of the list opens, or says itself that it was not kept. */
async function unopened(host: Host): Promise<string[]> {
  const wrong: number[] = []
  for (const row of await readSnapshot(host, 'exchange')) {
    const opens = await host.client.exchange.get({ id: row.id }).then(
      () => true,
      () => false,
    )
    if (!opens && !row.unsaved) wrong.push(row.id)
  }
  return wrong.length > 0 ? [`${wrong.length} rows do not open and do not say why`] : []
}

async function onEmpty(disk: Disk, context: TrialContext): Promise<string[]> {
  makeVault(disk.vault)
  disk.fill()
  const host = await startOn(disk, context)
  const { notices } = await readSnapshot(host, 'host')
  await host.stop()
  disk.giveBack()
  const again = await startOn(disk, context)
  const later = (await readSnapshot(again, 'host')).notices
  await again.stop()
  return [
    ...(notices.length > 0 ? [] : ['no notice says so']),
    ...(later.length === 0 ? [] : [`later still ${JSON.stringify(later.map(({ code }) => code))}`]),
    ...setAside(disk.data),
  ]
}

/** A console's whole folder, and then no room. */
async function onWhole(disk: Disk, context: TrialContext): Promise<string[]> {
  const { random, workplace } = context
  const wechat = await startWechat(workplace)
  makeVault(disk.vault)
  const first = await startOn(disk, context)
  const accountId = await addAccount(first, wechat, { appSecret: random.hex(32) })
  await first.client.token.fetch({ accountId })
  for (let n = 0; n < 20; n++) await sendOne(first, accountId)
  await first.stop()
  return fullStart(disk, 21, 1, context)
}

async function onOld(disk: Disk, version: number, context: TrialContext): Promise<string[]> {
  makeVault(disk.vault)
  makeOldDatabase(disk.data, version, context.random.fork('rows'), ROWS)
  return fullStart(disk, ROWS, 0, context)
}

/** Starts without room, stops, and starts again with room: then everything is there, and nothing was moved. */
async function fullStart(disk: Disk, rows: number, accounts: number, context: TrialContext): Promise<string[]> {
  disk.fill()
  const host = await startOn(disk, context)
  const without = (await readSnapshot(host, 'accounts')).length
  await host.stop()
  disk.giveBack()
  const again = await startOn(disk, context)
  const { length } = await readSnapshot(again, 'exchange')
  const secrets = await readSnapshot(again, 'accounts')
  await again.stop()
  return [
    ...(without === accounts ? [] : [`${without} of ${accounts} accounts without room`]),
    ...(length === rows ? [] : [`${length} of ${rows} exchanges once there is room`]),
    ...(secrets.filter(({ secret }) => secret === 'held').length === accounts
      ? []
      : ['accounts or AppSecrets are gone']),
    ...setAside(disk.data),
  ]
}

async function onReadOnly(disk: Disk, context: TrialContext): Promise<string[]> {
  makeVault(disk.vault)
  makeOldDatabase(disk.data, SCHEMA_VERSION, context.random.fork('rows'), ROWS)
  disk.mount.remount('ro')
  const host = await startOn(disk, context)
  const { notices } = await readSnapshot(host, 'host')
  await host.stop()
  disk.mount.remount('rw')
  const again = await startOn(disk, context)
  const { length } = await readSnapshot(again, 'exchange')
  await again.stop()
  return [
    ...(notices.length > 0 ? [] : ['no notice says so']),
    ...(length === ROWS ? [] : [`${length} of ${ROWS} exchanges once it can be written`]),
    ...setAside(disk.data),
  ]
}

/** Nothing here was damaged. */
function setAside(data: string): string[] {
  if (!existsSync(data)) return []
  return readdirSync(data)
    .filter((name) => /damaged|unreadable/.test(name))
    .map((name) => `set aside as damaged: ${name}`)
}

function setting(disk: Disk): unknown {
  const file = join(disk.data, 'settings.json')
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')).data.maxExchanges : undefined
}

const sendOne = (host: Host, accountId: string) =>
  host.client.request.send({ accountId, method: 'GET', target: '/cgi-bin/anything', attachToken: false })

type Outcome = { kind: 'ok' | 'declared' } | { kind: 'undeclared'; text: string }

async function inOrder(calls: Record<string, () => Promise<unknown>>): Promise<Map<string, Outcome>> {
  const outcomes = new Map<string, Outcome>()
  for (const [name, call] of Object.entries(calls)) {
    const outcome = await call().then(
      (): Outcome => ({ kind: 'ok' }),
      (error: unknown): Outcome =>
        isDefinedError(error) ? { kind: 'declared' } : { kind: 'undeclared', text: textOf(error) },
    )
    outcomes.set(name, outcome)
  }
  return outcomes
}
