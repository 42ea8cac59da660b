import type { Locator, Page } from '@playwright/test'

export class IpListPane {
  readonly region: Locator
  readonly fetch: Locator
  readonly cancel: Locator
  readonly entries: Locator
  readonly find: Locator
  readonly copyAll: Locator

  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'IP list' })
    this.fetch = this.region.getByRole('button', { name: 'Fetch IP list' })
    this.cancel = this.region.getByRole('button', { name: 'Cancel' })
    this.entries = this.region.getByRole('list', { name: 'Entries' }).getByRole('listitem')
    this.find = this.region.getByRole('searchbox', { name: 'Find' })
    this.copyAll = this.region.getByRole('button', { name: 'Copy all' })
  }

  entry(address: string): Locator {
    return this.region.getByRole('button', { name: `Copy ${address}`, exact: true })
  }
}
