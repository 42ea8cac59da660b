import type { Locator, Page } from '@playwright/test'
import { words } from '#e2e/fixtures/words.ts'

/** What the token panel asks and answers in dialogs. */
export class TokenDialogs {
  readonly force: Locator
  readonly forceAnyway: Locator
  readonly forceAgainIn: Locator
  readonly fetchInstead: Locator
  readonly diagnosis: Locator
  readonly verdict: Locator
  readonly evidence: Locator
  readonly askWechat: Locator
  readonly another: Locator
  readonly otherToken: Locator
  readonly examine: Locator
  readonly classicRenewal: Locator

  constructor(page: Page) {
    const dialog = (name: string) => page.getByRole('dialog', { name })
    this.force = dialog(words.token.force.title)
    this.forceAnyway = this.force.getByRole('button', { name: 'Force refresh anyway' })
    this.forceAgainIn = this.force.getByRole('button', { name: /^Available in \d+ s$/ })
    this.fetchInstead = this.force.getByRole('button', { name: 'Fetch without forcing' })
    this.diagnosis = dialog(words.token.diagnosis.title)
    this.verdict = this.diagnosis.getByRole('status')
    this.evidence = this.diagnosis.getByRole('region', { name: 'Evidence' })
    this.askWechat = this.diagnosis.getByRole('button', { name: 'Check with WeChat' })
    this.another = this.diagnosis.getByRole('button', { name: 'A different token' })
    this.otherToken = this.diagnosis.getByLabel(words.token.diagnosis.otherLabel)
    this.examine = this.diagnosis.getByRole('button', { name: 'Diagnose' })
    this.classicRenewal = dialog(words.token.autoRenew.classicTitle)
  }

  /** Has a token that is not the held one diagnosed. */
  async examineOther(token: string): Promise<void> {
    await this.otherToken.fill(token)
    await this.examine.click()
  }
}

/** Where a token obtained elsewhere is pasted: a dialog, or part of the form that adds an account. */
export class PasteForm {
  readonly token: Locator
  readonly ends: Locator
  readonly submit: Locator

  constructor(page: Page) {
    this.token = page.getByLabel(words.token.paste.token, { exact: true })
    this.ends = page.getByLabel(words.token.paste.ends)
    this.submit = page.getByRole('button', { name: 'Paste and test' })
  }
}
