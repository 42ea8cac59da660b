import type { Locator, Page } from '@playwright/test'

export class IpListPane {
  readonly region: Locator
  readonly fetch: Locator
  readonly cancel: Locator
  readonly entries: Locator
  readonly find: Locator
  readonly answer: Locator
  readonly copyAll: Locator
  readonly callback: Locator
  readonly apiDomain: Locator
  readonly open: Locator

  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'IP list' })
    this.fetch = this.region.getByRole('button', { name: 'Fetch IP list' })
    this.cancel = this.region.getByRole('button', { name: 'Cancel' })
    this.entries = this.region.getByRole('list', { name: 'Entries' }).getByRole('listitem')
    this.find = this.region.getByRole('searchbox', { name: 'Search, or check an IP' })
    this.answer = this.region.getByRole('status')
    this.copyAll = this.region.getByRole('button', { name: 'Copy all' })
    this.callback = this.region.getByRole('button', { name: 'Callback', exact: true })
    this.apiDomain = this.region.getByRole('button', { name: 'API domain', exact: true })
    this.open = this.region.getByRole('button', { name: 'Open full list' })
  }

  entry(address: string): Locator {
    return this.region.getByRole('button', { name: `Copy ${address}`, exact: true })
  }

  /** A first fetch, or one that brings as much as the one before. */
  async fetchAndWait(): Promise<void> {
    await this.fetch.click()
    await this.entries.first().waitFor()
  }
}
