import { dirname } from 'node:path'
import { expect, test } from '#e2e/fixtures/app.ts'
import { startTlsWechat, type TlsWechat } from '#e2e/fixtures/tls-wechat.ts'
import { credentials } from '#e2e/fixtures/wechat.ts'
import { said, words } from '#e2e/fixtures/words.ts'

let wechat: TlsWechat | undefined
test.afterEach(() => wechat?.close())

test('what the environment would weaken is named, and a certificate that nobody vouches for is refused all the same', async ({
  console: app,
}) => {
  wechat = await startTlsWechat(dirname(app.dataDir))
  await app.relaunch({ env: { NODE_TLS_REJECT_UNAUTHORIZED: '0', NODE_EXTRA_CA_CERTS: wechat.caFile } })
  const names = 'NODE_TLS_REJECT_UNAUTHORIZED, NODE_EXTRA_CA_CERTS'
  const notice = () => app.page.getByText(said(words.host.notice['environment-ignored'], { names }))
  await expect(notice()).toBeVisible()
  await app.ui.addCustom(wechat.origin, credentials, 'Qinghe')
  await app.ui.token.fetch.click()
  await expect(app.ui.token.region.getByRole('alert')).toContainText('DEPTH_ZERO_SELF_SIGNED_CERT')

  await app.relaunch({ env: {} })
  await expect(app.ui.token.region).toBeVisible()
  await expect(notice()).toBeHidden()
})
