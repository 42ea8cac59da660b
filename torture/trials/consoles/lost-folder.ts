import { existsSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { filesIn } from '#torture/data-folder.ts'
import { eventually, type Host, readSnapshot, startHost } from '#torture/host.ts'
import { type TrialContext, textOf } from '#torture/trial.ts'
import { addAccount } from '#torture/trials/kill/situation.ts'
import { makeVault } from '#torture/vault-file.ts'
import { startWechat } from '#torture/wechat.ts'
import { isOwner } from './owner.ts'

const NOTICED_WITHIN_MS = 10_000

const losses: { name: string; lose(data: string): void }[] = [
  { name: 'the folder is deleted', lose: (data) => rmSync(data, { recursive: true }) },
  { name: 'the folder is renamed', lose: (data) => renameSync(data, `${data}.away`) },
  { name: 'the database is deleted', lose: (data) => rmSync(join(data, 'console.sqlite')) },
  { name: 'the write-ahead log is deleted', lose: (data) => rmSync(join(data, 'console.sqlite-wal')) },
  { name: 'the database is renamed', lose: (data) => renameSync(join(data, 'console.sqlite'), join(data, 'mine')) },
  { name: 'accounts.json is deleted', lose: (data) => rmSync(join(data, 'accounts.json')) },
]

/** Something takes the folder, or a file of it, from under a running console. */
export async function lostWhileRunning(context: TrialContext): Promise<void> {
  const { check } = context.tally('two consoles: folder or file lost', losses.length)
  await Promise.all(losses.map(({ name, lose }) => check(name, () => whenLost(lose, context))))
}

async function whenLost(lose: (data: string) => void, { workplace, random }: TrialContext): Promise<string[]> {
  const home = workplace.folder()
  const [data, vault] = [join(home, 'data'), join(home, 'vault.json')]
  makeVault(vault)
  const wechat = await startWechat(workplace)
  const first = await startHost({ data, vault }, workplace)
  const accountId = await addAccount(first, wechat, { appSecret: random.hex(32) })
  await first.client.token.fetch({ accountId })
  const wrong: string[] = []
  lose(data)
  const isTold = async () => (await readSnapshot(first, 'host')).notices.length > 0
  await eventually(isTold, 'a notice', NOTICED_WITHIN_MS).catch((error) => wrong.push(textOf(error)))
  const second = await startHost({ data, vault }, workplace).catch(() => undefined)
  const own = [await isOwner(first, data), second ? await isOwner(second, data) : false]
  if (own.filter(Boolean).length > 1) wrong.push('two owners')
  wrong.push(...modes(data))
  await second?.stop()
  await sendTo(first, accountId)
  const ids = (await readSnapshot(first, 'exchange')).map(({ id }) => id)
  if ((await first.stop()) !== 0) wrong.push('no clean stop')

  const again = await startHost({ data, vault }, workplace)
  const accounts = await readSnapshot(again, 'accounts')
  if (!accounts.some(({ id, secret }) => id === accountId && secret === 'held')) wrong.push('the account is gone')
  const kept = await readSnapshot(again, 'exchange')
  const isLastKept = own[0] === false || kept.some(({ id }) => id === Math.max(...ids))
  if (!isLastKept) wrong.push('what was recorded afterwards is not kept')
  await again.stop()
  return [...wrong, ...modes(data)]
}

const sendTo = (host: Host, accountId: string) =>
  host.client.request.send({ accountId, method: 'GET', target: '/cgi-bin/anything', attachToken: false })

/** The folder 0700, its files 0600. */
function modes(data: string): string[] {
  if (!existsSync(data)) return ['the folder is not made anew']
  const mode = (path: string) => statSync(path).mode & 0o777
  return [
    ...(mode(data) === 0o700 ? [] : [`the folder is ${mode(data).toString(8)}`]),
    ...filesIn(data)
      .filter((file) => mode(file) !== 0o600)
      .map((file) => `${file.slice(data.length + 1)} is ${mode(file).toString(8)}`),
  ]
}
