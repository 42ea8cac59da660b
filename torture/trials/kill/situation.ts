import type { Host } from '#torture/host.ts'
import type { Random } from '#torture/seed.ts'
import type { Wechat } from '#torture/wechat.ts'

/** What a situation has to work with, over all its kills. */
export interface World {
  data: string
  vault: string
  wechat: Wechat
  random: Random
}

/** Something a console does over and over while it is killed. A new one for each run, so it may remember. */
export interface Situation {
  name: string
  /** The kill comes at some moment within so many ms. */
  withinMs: number
  /** Once, on an empty folder. */
  setUp(host: Host): Promise<void>
  /** Until the host is gone; what it has been answered is remembered. */
  work(host: Host): Promise<void>
  /** Before the next start. */
  beforeStart?(): void
  /** What is wrong with the files as the kill has left them, beyond what is looked at everywhere. */
  afterKill?(): string[]
  /** What is wrong in the console that was started after the kill. */
  afterStart(host: Host): Promise<string[]>
}

/** Does it again until the host is gone. */
export async function until(host: Host, step: () => Promise<unknown>): Promise<void> {
  while (host.process.exitCode === null && host.process.signalCode === null) await step()
}

/** An account on the loopback WeChat. */
export async function addAccount(
  host: Host,
  { origin }: Pick<Wechat, 'origin'>,
  {
    appId = 'wx0123456789abcdef',
    appSecret,
    family = 'stable' as 'stable' | 'classic',
    label = '',
  }: {
    appId?: string
    appSecret: string
    family?: 'stable' | 'classic'
    label?: string
  },
): Promise<string> {
  const account = await host.client.accounts.add({
    label,
    appId,
    appSecret,
    tokenSource: { kind: 'wechat', family },
    origin: { kind: 'custom', url: origin },
    confirmedOrigin: origin,
  })
  return account.id
}
