import { expect, test } from '#e2e/fixtures/app.ts'
import { said, words } from '#e2e/fixtures/words.ts'

const { verdict, row } = words.token.diagnosis

test.beforeEach(async ({ console: { ui } }) => {
  await ui.startSandbox()
  await ui.token.fetchAndWait()
})

test('a token that WeChat refuses has its verdict and its evidence', async ({ console: { ui } }) => {
  await ui.sandbox.set('superseded')
  await ui.ipList.fetch.click()
  await expect(ui.token.region).toContainText('Superseded')
  await ui.token.why.click()
  const { tokenDialogs: dialogs } = ui
  await expect(dialogs.verdict).toContainText(verdict['superseded-by-other'])
  await expect(dialogs.evidence).toContainText(said(row.held))
  await expect(dialogs.evidence).toContainText(said(row.refused, { errcode: 40001 }))
  await expect(dialogs.evidence).toContainText(row.probeNotAsked)
  await dialogs.askWechat.click()
  await expect(dialogs.evidence).toContainText(said(row.probeRefused, { errcode: 40001 }))
})

test('an expired token is told apart from a replaced one', async ({ console: { ui } }) => {
  await ui.sandbox.jump('to-expiry')
  await ui.sandbox.jump('5min')
  await expect(ui.token.region).toContainText('Expired')
  await ui.token.why.click()
  await expect(ui.tokenDialogs.verdict).toContainText(verdict.expired)
  await expect(ui.tokenDialogs.evidence).toContainText(said(row.endsPassed))
})

test('nothing is claimed that is not known, until WeChat is asked', async ({ console: { ui } }) => {
  await ui.chooseFromAccountMenu('Diagnose a token…')
  const { tokenDialogs: dialogs } = ui
  await expect(dialogs.verdict).toContainText(verdict.unknown)
  await expect(ui.exchanges.row('/cgi-bin/getcallbackip')).toBeHidden()
  await dialogs.askWechat.click()
  await expect(dialogs.verdict).toContainText(verdict.works)
})

test('any pasted text is examined: whole, cut short, quoted, or something else', async ({ console: { ui } }) => {
  await ui.token.reveal.click()
  await expect(ui.token.value).toHaveText(/^92_[\w-]{133}$/)
  const token = (await ui.token.value.textContent()) ?? ''
  await ui.chooseFromAccountMenu('Diagnose a token…')
  const { tokenDialogs: dialogs } = ui
  await dialogs.another.click()

  await dialogs.examineOther(`"${token}"`)
  await expect(dialogs.evidence).toContainText(said(row.held))
  await dialogs.examineOther(token.slice(0, 80))
  await expect(dialogs.verdict).toContainText(verdict.malformed)
  await expect(dialogs.evidence).toContainText(row.partOfHeld)
  await dialogs.examineOther('d0c4b5a69788f1e2d3c4b5a697081726')
  await expect(dialogs.evidence).toContainText(words.token.paste.hint['is-secret'])
  await dialogs.examineOther(`${token.slice(0, 60)} ${token.slice(60)}`)
  await expect(dialogs.evidence).toContainText(words.token.paste.fault.blanks)
})

test('the token is tested by one harmless call', async ({ console: { ui } }) => {
  await ui.token.test.click()
  await expect(ui.token.region).toContainText(said(words.token.probe.accepted))
  await expect(ui.exchanges.row('/cgi-bin/getcallbackip')).toContainText('ok')
  await ui.sandbox.set('superseded')
  await ui.token.test.click()
  await expect(ui.token.region).toContainText('Superseded')
  await expect(ui.token.why).toBeVisible()
})
