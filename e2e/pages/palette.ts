import { expect, type Locator, type Page } from '@playwright/test'

/** The one field for everything. */
export class PaletteDialog {
  readonly dialog: Locator
  readonly field: Locator
  readonly entries: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.dialog = page.getByRole('dialog', { name: 'Search or run' })
    this.field = this.dialog.getByRole('combobox', { name: 'Search or run' })
    this.entries = this.dialog.getByRole('option')
  }

  /** By its key, wherever the focus is. */
  async open(): Promise<void> {
    await this.#page.keyboard.press('ControlOrMeta+k')
    await expect(this.field).toBeFocused()
  }

  entry(name: string | RegExp): Locator {
    return this.dialog.getByRole('option', { name })
  }
}
