import { call } from '@orpc/server'
import type { TimelineView } from '#contract/timeline.ts'
import type { TokenView } from '#contract/token.ts'
import { createApp } from '#core/app.ts'
import { createMemoryVault } from '#core/kernel/vault/memory-vault.ts'
import { createMemoryStore } from '#core/store/store.ts'
import { createFakeClock, type FakeClock } from '#core/testing/fake-clock.ts'
import { createTestPorts, type TestFiles } from '#core/testing/test-ports.ts'
import { type Trial, type TrialContext, textOf } from '#torture/trial.ts'
import { startWechat } from '#torture/wechat.ts'

const MINUTE = 60_000
const DAY = 24 * 60 * MINUTE
const START = Date.UTC(2026, 0, 2, 3, 4, 5)

/** Where the wall clock is for a while. */
const jumps: Record<string, number> = {
  '2038': Date.UTC(2038, 0, 19) - START,
  '1970': -START,
  'back a day': -DAY,
  'on a day': DAY,
  'back an hour': -60 * MINUTE,
  '9999': Date.UTC(9999, 0, 1) - START,
}

/** The wall clock is wrong for a minute, then right again: nothing is spoiled for longer. */
export const clock: Trial = {
  name: 'clock',
  budgetMs: 20_000,
  async run(context) {
    const families = ['stable', 'classic'] as const
    const names = Object.keys(jumps)
    const running = context.tally('clock: wrong for a minute', names.length * families.length)
    const restarted = context.tally('clock: wrong over a restart', names.length * families.length)
    for (const family of families) {
      for (const [name, ms] of Object.entries(jumps)) {
        await running.check(`${name}, ${family}`, () => wrongForAMinute({ family, ms, restart: false }, context))
        await restarted.check(`${name}, ${family}`, () => wrongForAMinute({ family, ms, restart: true }, context))
      }
    }
  },
}

interface Jump {
  family: 'stable' | 'classic'
  ms: number
  restart: boolean
}

async function wrongForAMinute({ family, ms, restart }: Jump, { workplace, random }: TrialContext): Promise<string[]> {
  const wechat = await startWechat(workplace)
  const fake = createFakeClock(START)
  const files: TestFiles = new Map()
  const stays = { clock: fake, vault: createMemoryVault('not-asked'), store: createMemoryStore([]) }
  const open = () => createApp(createTestPorts(stays, files))
  let app = await open()
  const { id: accountId } = await call(app.router.accounts.add, {
    label: '',
    appId: 'wx0123456789abcdef',
    appSecret: random.hex(32),
    tokenSource: { kind: 'wechat', family },
    origin: { kind: 'custom', url: wechat.origin },
    confirmedOrigin: wechat.origin,
  })
  const fetchOne = () => call(app.router.token.fetch, { accountId, confirmed: true, force: family === 'stable' })
  await fetchOne()
  await fake.advance(5 * MINUTE)
  await fetchOne()
  const before = await views(() => app, accountId)

  fake.jumpWall(ms)
  if (restart) app = await again(app, open)
  await fake.advance(MINUTE)
  await fetchOne().catch(() => undefined)
  fake.jumpWall(-ms)
  if (restart) app = await again(app, open)
  await fake.advance(5 * MINUTE)
  const wrong: string[] = []
  await fetchOne().catch((error: unknown) => wrong.push(`a fetch afterwards ends in ${textOf(error)}`))
  const after = await views(() => app, accountId)
  wrong.push(...judge(before, after, fake))
  await app.close()
  // Closed meanwhile: three days of ticks would take the time of half the cases.
  await fake.advance(3 * DAY)
  app = await open()
  const later = await views(() => app, accountId)
  if (later.timeline.tokens.some(({ obtainedAt }) => Math.abs(obtainedAt - fake.now()) > 2 * DAY)) {
    wrong.push('three days later a token of another time is still on the timeline')
  }
  if ((later.token.force?.usedToday ?? 0) > 0)
    wrong.push(`three days later ${later.token.force?.usedToday} forced today`)
  await app.close()
  return wrong
}

interface Seen {
  token: TokenView
  timeline: TimelineView
}

function judge(before: Seen, after: Seen, fake: FakeClock): string[] {
  const hashes = new Set(after.timeline.tokens.map(({ hash }) => hash))
  const lost = before.timeline.tokens.filter(({ hash }) => !hashes.has(hash))
  const ahead = after.timeline.tokens.filter(({ obtainedAt }) => obtainedAt > fake.now() + MINUTE)
  const { state, life, force } = after.token
  const remainingMs = life?.remainingMs ?? 0
  return [
    ...(lost.length > 0 ? [`${lost.length} of ${before.timeline.tokens.length} tokens are off the timeline`] : []),
    ...(ahead.length > 0 ? [`${ahead.length} tokens of the future on the timeline`] : []),
    ...(state === 'live' ? [] : [`the new token is ${state}`]),
    ...(remainingMs <= 7_200_000 ? [] : [`${remainingMs} ms are left of two hours`]),
    ...(force && force.usedToday < (before.token.force?.usedToday ?? 0)
      ? ['forced refreshes of today are forgotten']
      : []),
  ]
}

type App = Awaited<ReturnType<typeof createApp>>

async function again(app: App, open: () => Promise<App>): Promise<App> {
  await app.close()
  return open()
}

async function views(app: () => App, accountId: string): Promise<Seen> {
  const control = new AbortController()
  const seen: Partial<Seen> = {}
  const stream = await call(app().router.events.watch, {}, { signal: control.signal })
  for await (const event of stream) {
    if (event.feature === 'token') seen.token = event.snapshot.find((each) => each.accountId === accountId) as TokenView
    if (event.feature === 'timeline') {
      seen.timeline = event.snapshot.find((each) => each.accountId === accountId) as TimelineView
    }
    if (seen.token && seen.timeline) break
  }
  control.abort()
  return seen as Seen
}
