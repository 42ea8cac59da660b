import { writeSync } from 'node:fs'
import { call } from '@orpc/server'
import { openVaultConsole } from './vault-console.ts'

/** Gets one token for the account of a folder, tells its hash, and stays until it is killed. */
const [folder = '', origin = '', family = ''] = process.argv.slice(2)
const { app } = await openVaultConsole(folder)
const { router } = app
const existing = app.chosen.current()?.account
const { id } =
  existing ??
  (await call(router.accounts.add, {
    label: '',
    appId: 'wx0123456789abcdef',
    appSecret: 'feedfacefeedfacefeedfacefeedface',
    family: family === 'classic' ? 'classic' : 'stable',
    origin: { kind: 'custom', url: origin },
    confirmedOrigin: origin,
  }))
await call(router.settings.update, { lastAccountId: id })
const { hash } = await call(router.token.fetch, { accountId: id, confirmed: true })
// At once, whatever else the process would still do.
writeSync(1, `${hash}\n`)
setInterval(() => {}, 1_000)
