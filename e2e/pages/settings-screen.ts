import { expect, type Locator, type Page } from '@playwright/test'

export class SettingsScreen {
  readonly theme: Locator
  readonly language: Locator
  readonly timeout: Locator
  readonly maxExchanges: Locator
  readonly maxExchangeMb: Locator
  readonly caFile: Locator
  readonly panel: Locator
  readonly close: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.theme = page.getByRole('radiogroup', { name: 'Theme' })
    this.language = page.getByRole('combobox', { name: 'Language' })
    this.timeout = page.getByLabel('Request timeout (seconds)')
    this.maxExchanges = page.getByLabel('Exchanges to keep')
    this.maxExchangeMb = page.getByLabel('Total size of exchanges (MiB)')
    this.caFile = page.getByLabel('CA file')
    this.panel = page.getByRole('tabpanel')
    this.close = page.getByRole('main').getByRole('button', { name: 'Close' })
  }

  /** Also from the first screen, which has no rail yet. */
  async open(): Promise<void> {
    // Keys mean nothing before the console is there.
    await this.#page.getByRole('main').getByRole('heading').first().waitFor()
    await this.#page.keyboard.press('ControlOrMeta+,')
    await expect(this.panel).toBeVisible()
  }

  async section(name: 'General' | 'Network' | 'Secrets' | 'Storage' | 'Shortcuts' | 'About'): Promise<void> {
    await this.#page.getByRole('tab', { name }).click()
  }

  async setTimeout(seconds: number): Promise<void> {
    await this.open()
    await this.section('Network')
    await this.timeout.fill(String(seconds))
    await this.timeout.press('Enter')
    await this.close.click()
  }
}
