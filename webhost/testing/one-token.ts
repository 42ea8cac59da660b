import { writeSync } from 'node:fs'
import { call } from '@orpc/server'
import { accountAt, openVaultConsole } from './vault-console.ts'

/** Gets one token for the account of a folder, writes its hash, and stays until it is killed. */
const [folder = '', origin = '', family = ''] = process.argv.slice(2)
const { app } = await openVaultConsole(folder)
const accountId = await accountAt(app, origin, family)
const { hash = '' } = await call(app.router.token.fetch, { accountId, confirmed: true })
// At once, whatever else the process would still do.
writeSync(1, `${hash}\n`)
setInterval(() => {}, 1_000)
