import type { Locator, Page } from '@playwright/test'

/** Where an account's requests go and how they leave. */
export class RouteDialog {
  readonly root: Locator
  readonly host: Locator
  readonly origin: Locator
  readonly proxy: Locator
  readonly address: Locator
  readonly password: Locator
  readonly test: Locator
  readonly results: Locator
  readonly verdict: Locator
  readonly save: Locator
  readonly cancel: Locator
  /** In the account's header: host and proxy, and the way here. */
  readonly button: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.root = page.getByRole('dialog', { name: 'Network', exact: true })
    this.host = this.root.getByLabel('API host')
    this.origin = this.root.getByLabel('Host URL', { exact: true })
    this.proxy = this.root.getByLabel('Proxy', { exact: true })
    this.address = this.root.getByLabel('Proxy address')
    this.password = this.root.getByLabel('Proxy password')
    this.test = this.root.getByRole('button', { name: 'Test connection' })
    this.results = this.root.getByRole('table', { name: 'Test result' })
    this.verdict = this.root.getByRole('status')
    this.save = this.root.getByRole('button', { name: 'Save' })
    this.cancel = this.root.getByRole('button', { name: 'Cancel' })
    this.button = page.getByRole('button', { name: /^Network: / })
  }

  async typeProxy(address: string): Promise<void> {
    await this.proxy.selectOption('Custom proxy')
    await this.address.fill(address)
  }

  step(name: 'Proxy' | 'DNS' | 'TCP' | 'TLS' | 'HTTP'): Locator {
    return this.results.getByRole('row').filter({ has: this.#page.getByRole('rowheader', { name, exact: true }) })
  }
}
