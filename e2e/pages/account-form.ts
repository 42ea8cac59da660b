import type { Locator, Page } from '@playwright/test'
import type { Credentials } from '#e2e/fixtures/wechat.ts'

/** The form that adds an account: on the first screen, and in a dialog later. */
export class AccountForm {
  readonly root: Locator
  readonly paste: Locator
  readonly appId: Locator
  readonly appSecret: Locator
  readonly label: Locator
  readonly advanced: Locator
  readonly host: Locator
  readonly origin: Locator
  readonly submit: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.root = page.locator('form').filter({ has: page.getByRole('button', { name: 'Add account' }) })
    this.paste = this.root.getByLabel('Paste credentials')
    this.appId = this.root.getByLabel('AppID', { exact: true })
    this.appSecret = this.root.getByLabel('AppSecret', { exact: true })
    this.label = this.root.getByLabel('Label', { exact: true })
    this.advanced = this.root.getByRole('button', { name: 'Token type and API host' })
    this.host = this.root.getByLabel('API host')
    this.origin = this.root.getByLabel('Host URL', { exact: true })
    this.submit = this.root.getByRole('button', { name: 'Add account' })
  }

  async fill({ appId, appSecret }: Credentials, label = ''): Promise<void> {
    await this.appId.fill(appId)
    await this.appSecret.fill(appSecret)
    await this.label.fill(label)
  }

  /** Chooses an origin that is not WeChat's own. */
  async chooseOrigin(origin: string): Promise<void> {
    await this.advanced.click()
    await this.host.selectOption('Custom host…')
    await this.origin.fill(origin)
  }

  async chooseClassic(): Promise<void> {
    if (!(await this.host.isVisible())) await this.advanced.click()
    await this.root.getByRole('radio', { name: 'Classic' }).click()
  }

  async choosePasted(): Promise<void> {
    if (!(await this.host.isVisible())) await this.advanced.click()
    await this.root.getByRole('radio', { name: 'Pasted token' }).click()
  }

  /** The dialog that names where the secret will go. */
  confirmation(origin: string): { dialog: Locator; send: Locator; back: Locator } {
    const dialog = this.#page.getByRole('dialog', { name: `The AppSecret will be sent to ${origin}` })
    return {
      dialog,
      send: dialog.getByRole('button', { name: 'Send it there anyway' }),
      back: dialog.getByRole('button', { name: 'Back to editing' }),
    }
  }
}
