import type { Locator, Page } from '@playwright/test'

/** How an opened exchange failed, in words. */
export class Explanation {
  readonly region: Locator
  readonly hide: Locator
  readonly show: Locator
  readonly lookUp: Locator
  readonly openDoctor: Locator
  readonly compareCode: Locator
  readonly code: Locator

  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'Exchange', exact: true }).getByRole('alert')
    this.hide = this.region.getByRole('button', { name: 'Hide explanation' })
    this.show = this.region.getByRole('button', { name: 'Show explanation' })
    this.lookUp = this.region.getByRole('button', { name: 'Look up with rid/get' })
    this.openDoctor = this.region.getByRole('button', { name: 'Open whitelist doctor' })
    this.compareCode = this.region.getByRole('button', { name: 'Compare code' })
    this.code = this.region.getByRole('figure')
  }

  /** What stands beside one of the facts' names. */
  fact(name: 'Type' | 'Who can fix it' | 'Retrying'): Locator {
    return this.region.locator('dt', { hasText: name }).locator('xpath=following-sibling::dd')
  }
}

/** The box that errors of one's own code are pasted into. */
export class ExplainBox {
  readonly dialog: Locator
  readonly text: Locator
  readonly result: Locator
  readonly code: Locator
  readonly clear: Locator

  constructor(page: Page) {
    this.dialog = page.getByRole('dialog', { name: 'Explain an error' })
    this.text = this.dialog.getByRole('textbox', { name: 'Error or response' })
    this.result = this.dialog.getByRole('region', { name: 'Explanation' })
    this.code = this.result.getByRole('figure')
    this.clear = this.result.getByRole('button', { name: 'Clear' })
  }
}
