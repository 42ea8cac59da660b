import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { draftsBeside, wrongAfterCrash, wrongAfterStop } from '#torture/data-folder.ts'
import { eventually, type Host, readSnapshot, startHost } from '#torture/host.ts'
import { inLanes, type Trial, type TrialContext } from '#torture/trial.ts'
import { makeVault } from '#torture/vault-file.ts'
import { startWechat } from '#torture/wechat.ts'
import { stateWrites, vaultWrites } from './accounts.ts'
import { bigBodies, ipLists, logRotation, removals } from './exchanges.ts'
import { migrationKills } from './migration.ts'
import type { Situation, World } from './situation.ts'
import { renewals, tokenFetch } from './tokens.ts'

const KILLS = 14

const situations: ((world: World) => Situation)[] = [
  (world) => tokenFetch('stable', world),
  (world) => tokenFetch('classic', world),
  renewals,
  vaultWrites,
  stateWrites,
  bigBodies,
  ipLists,
  removals,
  logRotation,
]

/** SIGKILL at a random moment of everything the console writes, and what the next start finds. */
export const kill: Trial = {
  name: 'kill',
  budgetMs: 140_000,
  async run(context) {
    const tasks = situations.map((make) => () => killed(make, context))
    await inLanes(2, [...tasks, () => migrationKills(context)])
  },
}

async function killed(make: (world: World) => Situation, context: TrialContext): Promise<void> {
  const { workplace } = context
  const home = workplace.folder()
  const world: World = {
    data: join(home, 'data'),
    vault: join(home, 'keys', 'vault.json'),
    wechat: await startWechat(workplace),
    random: context.random.fork(make.toString()),
  }
  mkdirSync(join(home, 'keys'))
  makeVault(world.vault)
  const situation = make(world)
  const start = () => startHost({ data: world.data, vault: world.vault }, workplace)
  const { check } = context.tally(`kill: ${situation.name}`, KILLS)

  let host: Host | undefined = await start()
  await situation.setUp(host)
  if (situation.beforeStart) {
    await host.stop()
    situation.beforeStart()
    host = await start()
  }
  for (let kills = 0; kills < KILLS && !context.isOver(); kills++) {
    const waitMs = world.random.next() * situation.withinMs
    await check(`kill ${kills} after ${waitMs.toFixed(1)} ms`, async () => {
      host ??= await start()
      const working = situation.work(host).catch(() => undefined)
      await sleep(waitMs)
      const before = whyEnded(host)
      await host.kill()
      await working
      const torn = [...wrongAfterCrash(world.data), ...(situation.afterKill?.() ?? [])]
      situation.beforeStart?.()
      host = undefined
      host = await start()
      return [...before, ...torn, ...(await wrongAfterStart(host, world)), ...(await situation.afterStart(host))]
    })
  }
  await check('clean stop at the end', async () => {
    host ??= await start()
    const code = await host.stop()
    return [...(code === 0 ? [] : [`exit code ${code}`]), ...wrongAfterStop(world.data), ...drafts(world)]
  })
}

/** A console that ended before it was killed. */
function whyEnded(host: Host): string[] {
  return host.process.exitCode === null ? [] : [`it ended by itself: ${host.stderr()}`]
}

async function wrongAfterStart(host: Host, world: World): Promise<string[]> {
  const { notices } = await readSnapshot(host, 'host')
  return [...notices.map((notice) => `notice ${JSON.stringify(notice)}`), ...(await draftsThatStay(world))]
}

/** A console that runs may just be writing: what is left over is still there a while later. */
async function draftsThatStay(world: World): Promise<string[]> {
  const first = drafts(world)
  const left = () => drafts(world).filter((each) => first.includes(each))
  await eventually(() => left().length === 0, 'the draft to go', 3_000).catch(() => undefined)
  return left()
}

const drafts = ({ vault }: World) => draftsBeside(vault).map((name) => `a draft of the vault is left: ${name}`)
