import type { Locator, Page } from '@playwright/test'
import { request } from '#i18n/en/request.ts'

/** The request panel over the whole sheet. */
export class RequestScreen {
  readonly heading: Locator
  readonly presets: Locator
  readonly form: Locator
  readonly path: Locator
  readonly body: Locator
  readonly attach: Locator
  readonly send: Locator
  readonly cancel: Locator
  readonly result: Locator
  readonly reply: Locator
  readonly openExchange: Locator
  readonly back: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.heading = page.getByRole('heading', { name: 'Send a request', exact: true })
    this.presets = page.getByRole('list', { name: 'Presets' })
    this.form = page.getByRole('form', { name: 'Request to send' })
    this.path = this.form.getByRole('textbox', { name: 'Path' })
    this.body = this.form.getByRole('textbox', { name: 'Body (JSON)' })
    this.attach = this.form.getByRole('switch', { name: 'Attach the access_token' })
    this.send = this.form.getByRole('button', { name: /^Send/ })
    this.cancel = this.form.getByRole('button', { name: 'Cancel' })
    this.result = page.getByRole('region', { name: 'Result' })
    this.reply = this.result.getByRole('textbox', { name: 'Response' })
    this.openExchange = this.result.getByRole('button', { name: 'View request' })
    this.back = page.getByRole('button', { name: 'Back', exact: true })
  }

  /** From the account menu. */
  async open(): Promise<void> {
    await this.#page.getByRole('button', { name: 'More actions' }).click()
    await this.#page.getByRole('menuitem', { name: 'Send a request…' }).click()
    await this.heading.waitFor()
  }

  async choose(preset: keyof typeof request.preset): Promise<void> {
    await this.presets.getByRole('button', { name: request.preset[preset].name }).click()
  }

  async writeOwn(method: 'GET' | 'POST', path: string, body?: string): Promise<void> {
    await this.presets.getByRole('button', { name: 'Custom request' }).click()
    await this.form.getByRole('button', { name: method }).click()
    await this.path.fill(path)
    if (body !== undefined) await this.body.fill(body)
  }
}

/** What can be sent once more from a recorded exchange. */
export class SendAgain {
  readonly button: Locator
  readonly cancel: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.button = page.getByRole('button', { name: 'Resend' })
    this.cancel = page.getByRole('button', { name: 'Cancel', exact: true })
  }

  async edit(): Promise<void> {
    await this.#page.getByRole('button', { name: 'More' }).click()
    await this.#page.getByRole('menuitem', { name: 'Edit and resend…' }).click()
  }
}
