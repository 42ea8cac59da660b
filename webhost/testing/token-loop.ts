import { call } from '@orpc/server'
import { openVaultConsole } from './vault-console.ts'

/** Gets one token after another for the account of a folder, until killed. */
const [folder = '', origin = ''] = process.argv.slice(2)
const { app } = await openVaultConsole(folder)
const { router } = app
const existing = app.chosen.current()?.account
const { id } =
  existing ??
  (await call(router.accounts.add, {
    label: '',
    appId: 'wx0123456789abcdef',
    appSecret: 'feedfacefeedfacefeedfacefeedface',
    family: 'stable',
    origin: { kind: 'custom', url: origin },
    confirmedOrigin: origin,
  }))
await call(router.settings.update, { lastAccountId: id })
for (;;) await call(router.token.fetch, { accountId: id })
