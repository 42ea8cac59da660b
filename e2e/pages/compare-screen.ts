import type { Locator, Page } from '@playwright/test'
import { words } from '#e2e/fixtures/words.ts'

const { compare } = words

/** Two exchanges side by side, and the question which two. */
export class CompareScreen {
  readonly heading: Locator
  readonly sides: Locator
  readonly swap: Locator
  readonly onlyDifferent: Locator
  readonly status: Locator
  readonly chooser: Locator
  readonly others: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.heading = page.getByRole('heading', { name: compare.title, exact: true })
    this.sides = page.getByRole('group', { name: compare.sides })
    this.swap = page.getByRole('button', { name: compare.swap })
    this.onlyDifferent = page.getByRole('switch', { name: compare.onlyDifferent })
    this.status = page.getByRole('status')
    this.chooser = page.getByRole('dialog', { name: compare.choose.title })
    this.others = this.chooser.getByRole('list', { name: compare.choose.list }).getByRole('button')
  }

  /** Asks, from an opened exchange, which other one to compare it with. */
  async ask(): Promise<void> {
    await this.#page.getByRole('button', { name: 'More' }).click()
    await this.#page.getByRole('menuitem', { name: compare.choose.open }).click()
    await this.chooser.waitFor()
  }

  part(name: keyof typeof compare.part): Locator {
    return this.#page.getByRole('region', { name: compare.part[name], exact: true })
  }

  /** How a fold is named that hides so many lines. */
  fold(name: keyof typeof compare.part, lines: number): Locator {
    return this.part(name).getByRole('button', { name: `${lines} identical lines` })
  }
}
