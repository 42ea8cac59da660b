import type { Locator, Page } from '@playwright/test'
import { words } from '#e2e/fixtures/words.ts'

const { share } = words

type Format = keyof typeof share.name

/** What can be done with an opened exchange to give it to somebody else. */
export class SharePane {
  readonly copyCurl: Locator
  readonly exportHar: Locator
  readonly har: Locator
  readonly dialog: Locator
  readonly preview: Locator
  readonly removed: Locator
  readonly save: Locator
  readonly withSecrets: Locator
  readonly secrets: Locator
  readonly confirmSecrets: Locator
  readonly copyWithout: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.copyCurl = page.getByRole('button', { name: 'Copy as cURL' })
    this.exportHar = page.getByRole('button', { name: 'Export HAR…' })
    this.har = page.getByRole('dialog', { name: /as HAR$/ })
    this.dialog = page.getByRole('dialog', { name: share.title, exact: true })
    this.preview = this.dialog.getByRole('region', { name: 'Preview' })
    this.removed = this.dialog.getByRole('list', { name: share.removed })
    this.save = this.dialog.getByRole('button', { name: 'Save…' })
    this.withSecrets = this.dialog.getByRole('button', { name: share.secrets.open })
    this.secrets = page.getByRole('dialog', { name: share.secrets.title })
    this.confirmSecrets = this.secrets.getByRole('button', { name: share.secrets.confirm })
    this.copyWithout = this.secrets.getByRole('button', { name: share.secrets.safe })
  }

  async open(): Promise<void> {
    await this.#page.getByRole('button', { name: 'More' }).click()
    await this.#page.getByRole('menuitem', { name: share.open }).click()
    await this.preview.waitFor()
  }

  async choose(format: Format): Promise<void> {
    await this.dialog.getByRole('radio', { name: share.name[format] }).click()
    await this.dialog.getByText(share.why[format]).first().waitFor()
    await this.preview.waitFor()
  }

  /** What is shown of the text, which is all of it when it is short. */
  async text(): Promise<string> {
    return (await this.preview.locator('pre').textContent()) ?? ''
  }
}
