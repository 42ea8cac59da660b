import { call } from '@orpc/server'
import { accountAt, openVaultConsole } from './vault-console.ts'

/** Gets one token after another for the account of a folder, until killed. */
const [folder = '', origin = ''] = process.argv.slice(2)
const { app } = await openVaultConsole(folder)
const accountId = await accountAt(app, origin, 'stable')
for (;;) await call(app.router.token.fetch, { accountId })
