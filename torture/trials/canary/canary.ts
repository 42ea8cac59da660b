import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { filesIn } from '#torture/data-folder.ts'
import { startHost } from '#torture/host.ts'
import type { Trial } from '#torture/trial.ts'
import { addAccount } from '#torture/trials/kill/situation.ts'
import { makeVault } from '#torture/vault-file.ts'
import { startEcho } from './echo.ts'
import { type Encoding, encodings } from './encodings.ts'
import { otherPlaces } from './other-places.ts'
import { places } from './places.ts'
import { createSearch, type Search } from './search.ts'
import { searched } from './searched.ts'

/** A server that writes AppSecret and token back in every way and at every place; then everything is searched. */
export const canary: Trial = {
  name: 'canary',
  budgetMs: 55_000,
  async run(context) {
    const { random, workplace, tally } = context
    const home = workplace.folder()
    const [data, vault] = [join(home, 'data'), join(home, 'keys.json')]
    makeVault(vault)
    const appSecret = random.hex(32)
    const token = `92_${letters(random.bytes(133))}`
    const search = createSearch({ AppSecret: appSecret, token })
    const control = tally('canary: the search finds it', encodings.length * 2)
    for (const encoding of encodings) {
      for (const secret of [appSecret, token])
        await control.check(encoding.name, async () => planted(search, encoding, secret))
    }

    const echo = await startEcho(workplace, token)
    const host = await startHost({ data, vault }, workplace)
    const accountId = await addAccount(host, { origin: echo.origin }, { appSecret })
    await host.client.settings.update({ maxExchanges: 20_000, maxExchangeMb: 2_000 })
    await host.client.token.fetch({ accountId })
    const cases = places.flatMap((place) => encodings.map((encoding) => ({ place, encoding })))
    const replies = tally('canary: encodings × places', cases.length)
    for (const { place, encoding } of cases) {
      await replies.check(`${encoding.name} in ${place.name}`, async () => {
        const found = new Set<string>()
        for (const secret of [appSecret, token]) {
          const answer = place.reply(encoding.write(secret))
          if (!answer) continue
          echo.answer = answer
          for (const where of await searched(host, accountId, search)) found.add(where)
        }
        return [...found]
      })
    }
    await otherPlaces({ context, host, data, appSecret, token, search })

    const rest = tally('canary: files, output, process', 5)
    await rest.check('the planted one', async () => {
      const file = join(data, 'planted')
      writeFileSync(file, Buffer.from(`x${appSecret}`).toString('base64'))
      const found = inFiles(data, search)
      rmSync(file)
      return found.some((where) => where.startsWith('planted')) ? [] : ['it was not found']
    })
    await rest.check('files while it runs', async () => inFiles(data, search))
    await rest.check('process', async () => inProcess(host.process.pid ?? 0, search))
    await host.kill()
    await rest.check('files after a crash', async () => inFiles(data, search))
    const again = await startHost({ data, vault }, workplace)
    const output = [host.stdout(), host.stderr(), again.stdout(), again.stderr()].join('\n')
    await again.stop()
    await rest.check('output, and files after a stop', async () => [
      ...search.find(output).map((form) => `output (${form})`),
      ...inFiles(data, search),
    ])
  },
}

function planted(search: Search, { write }: Encoding, secret: string): string[] {
  const text = Buffer.concat([Buffer.from('{"some":"'), write(secret), Buffer.from('","more":1}')])
  return search.find(text).length > 0 ? [] : ['it was not found']
}

function inFiles(data: string, search: Search): string[] {
  return filesIn(data).flatMap((file) =>
    search.find(readFileSync(file)).map((form) => `${file.slice(data.length + 1)} (${form})`),
  )
}

function inProcess(pid: number, search: Search): string[] {
  const read = (name: string) => {
    try {
      return readFileSync(`/proc/${pid}/${name}`)
    } catch {
      return Buffer.alloc(0)
    }
  }
  return ['cmdline', 'environ'].flatMap((name) => search.find(read(name)).map((form) => `${name} (${form})`))
}

function letters(bytes: Buffer): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-'
  return [...bytes].map((byte) => alphabet[byte % alphabet.length]).join('')
}
