import type { Locator, Page } from '@playwright/test'
import { IpListPane } from './ip-list-pane.ts'

/** The list over the whole sheet: what the panel has, and everything else. */
export class IpListScreen extends IpListPane {
  readonly back: Locator
  readonly family: Locator
  readonly compare: Locator
  readonly check: Locator
  readonly connectivity: Locator
  readonly export: ExportMenu
  readonly daily: Locator
  readonly rawReply: Locator
  readonly #page: Page

  constructor(page: Page) {
    super(page)
    this.#page = page
    this.back = this.region.getByRole('button', { name: 'Back', exact: true })
    this.family = this.region.getByRole('group', { name: 'Family' })
    this.compare = this.region.getByRole('button', { name: 'Compare…' })
    this.check = this.region.getByRole('button', { name: 'Network check…' })
    this.connectivity = this.region.getByRole('button', { name: 'Connectivity test…' })
    this.export = new ExportMenu(page)
    this.daily = this.region.getByRole('switch', { name: 'Refresh daily' })
    this.rawReply = this.region.getByRole('button', { name: 'View request' })
  }

  async layOut(from: string, to: string): Promise<void> {
    await this.region.getByRole('button', { name: from, exact: true }).click()
    await this.#page.getByRole('menuitem', { name: to, exact: true }).click()
  }

  table(name: string): Locator {
    return this.region.getByRole('table', { name })
  }

  list(name: string): Locator {
    return this.region.getByRole('list', { name }).getByRole('listitem')
  }
}

/** The list as a firewall takes it. */
export class ExportMenu {
  readonly open: Locator
  readonly preview: Locator
  readonly merge: Locator
  readonly onlyChanged: Locator
  readonly copy: Locator
  readonly save: Locator
  readonly menu: Locator

  constructor(page: Page) {
    this.open = page.getByRole('button', { name: 'Export' })
    this.menu = page.getByRole('dialog', { name: 'Export' })
    this.preview = this.menu.getByRole('region', { name: 'Preview' })
    this.merge = this.menu.getByLabel('Merge')
    this.onlyChanged = this.menu.getByRole('switch', { name: 'Changes only' })
    this.copy = this.menu.getByRole('button', { name: 'Copy' })
    this.save = this.menu.getByRole('button', { name: 'Save as…' })
  }

  format(name: string): Locator {
    return this.menu.getByRole('radio', { name, exact: true })
  }
}
