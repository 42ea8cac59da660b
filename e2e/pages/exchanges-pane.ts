import type { Locator, Page } from '@playwright/test'

/** The list of recorded calls, and one of them opened. */
export class ExchangesPane {
  readonly region: Locator
  readonly rows: Locator
  readonly back: Locator
  readonly request: Locator
  readonly response: Locator
  readonly phases: Locator
  readonly stack: Locator
  readonly beside: Locator

  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'Exchanges' })
    this.rows = this.region.getByRole('listitem').getByRole('button')
    this.back = page.getByRole('button', { name: 'Back', exact: true })
    this.request = page.getByRole('region', { name: 'Request', exact: true })
    this.response = page.getByRole('region', { name: 'Response', exact: true })
    this.stack = this.response.getByRole('button', { name: 'Show response below request' })
    this.beside = this.response.getByRole('button', { name: 'Show response beside request' })
    this.phases = page.getByLabel('Time per phase')
  }

  /** One of the views of a pane: `Headers`, `Pretty`, `Raw` … */
  async show(pane: Locator, view: string): Promise<void> {
    await pane.getByRole('tab', { name: view }).click()
  }

  /** The bytes that a pane shows as they are, in one way or the other. */
  async bytesAs(pane: Locator, route: 'Text' | 'Hex'): Promise<void> {
    await pane.getByRole('button', { name: route, exact: true }).click()
  }

  /** The text of a pane, to be read, selected and searched. */
  code(pane: Locator): Locator {
    return pane.getByRole('textbox')
  }

  /** The newest recorded call to `path`. */
  row(path: string): Locator {
    return this.rows.filter({ hasText: path }).first()
  }
}
