import type { Locator, Page } from '@playwright/test'

/** The drawing of an account's tokens. */
export class TimelineScreen {
  readonly region: Locator
  readonly items: Locator
  readonly back: Locator

  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'Timeline' })
    this.items = this.region.getByRole('listitem').getByRole('button')
    this.back = page.getByRole('button', { name: 'Back', exact: true })
  }

  /** Tokens of a type, or what happened to the clock. */
  lane(name: 'Stable tokens' | 'Classic tokens' | 'Pasted tokens' | 'Clock'): Locator {
    return this.region.getByRole('list', { name }).getByRole('button')
  }
}
