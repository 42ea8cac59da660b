import type { Locator, Page } from '@playwright/test'
import { ExchangesPane } from './exchanges-pane.ts'

type Choice = 'Endpoint' | 'Account' | 'Outcome' | 'Time'

/** A list of exchanges and what is done to it; on an account's screen, or over the whole sheet. */
export class ExchangesScreen extends ExchangesPane {
  readonly heading: Locator
  readonly openAll: Locator
  readonly filter: Locator
  readonly failed: Locator
  readonly shown: Locator
  readonly pinnedOnly: Locator
  readonly clearFilters: Locator
  readonly clear: Locator
  readonly compare: Locator
  readonly undo: Locator
  readonly offer: Locator
  readonly pinned: Locator

  constructor(page: Page) {
    super(page)
    this.heading = page.getByRole('heading', { name: 'Exchanges', level: 1 })
    this.openAll = this.region.getByRole('button', { name: 'Open full list' })
    this.filter = this.region.getByRole('searchbox', { name: 'Filter' })
    this.failed = this.region.getByRole('button', { name: /^Failed/ })
    this.shown = this.region.getByRole('status')
    this.pinnedOnly = this.region.getByRole('button', { name: 'Pinned only' })
    this.clearFilters = this.region.getByRole('button', { name: 'Clear filters' })
    this.clear = this.region.getByRole('button', { name: 'Clear…' })
    this.compare = this.region.getByRole('button', { name: 'Compare' })
    this.offer = page.getByRole('region', { name: 'Recent change' })
    this.undo = this.offer.getByRole('button', { name: 'Undo' })
    this.pinned = this.rows.filter({ hasText: 'pinned' })
  }

  choice(name: Choice): Locator {
    return this.region.getByRole('combobox', { name })
  }
}
