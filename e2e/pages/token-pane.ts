import { expect, type Locator, type Page } from '@playwright/test'

export class TokenPane {
  readonly region: Locator
  readonly fetch: Locator
  readonly cancel: Locator
  readonly reveal: Locator
  readonly hide: Locator
  readonly copy: Locator
  readonly timer: Locator
  /** The masked or revealed token. */
  readonly value: Locator
  readonly openExchange: Locator
  readonly announcement: Locator
  readonly autoRenew: Locator
  readonly force: Locator
  readonly test: Locator
  readonly why: Locator
  readonly paste: Locator
  readonly timeline: Locator

  constructor(page: Page) {
    this.region = page.getByRole('region', { name: 'Token' })
    this.fetch = this.region.getByRole('button', { name: 'Fetch token' })
    this.cancel = this.region.getByRole('button', { name: 'Cancel' })
    this.reveal = this.region.getByRole('button', { name: 'Reveal token' })
    this.hide = this.region.getByRole('button', { name: 'Hide token' })
    this.copy = this.region.getByRole('button', { name: 'Copy token' })
    this.timer = this.region.getByRole('timer')
    this.value = this.region.locator('code')
    this.openExchange = this.region.getByRole('button', { name: 'View request' })
    this.announcement = this.region.locator('[aria-live="polite"]').last()
    this.autoRenew = this.region.getByRole('switch', { name: 'Auto-renew' })
    this.force = this.region.getByRole('button', { name: 'Force refresh…' })
    this.test = this.region.getByRole('button', { name: 'Test token' })
    this.why = this.region.getByRole('button', { name: 'Find out why' })
    this.paste = this.region.getByRole('button', { name: 'Paste a token…' })
    this.timeline = this.region.getByRole('button', { name: 'Timeline' })
  }

  async fetchAndWait(): Promise<void> {
    await this.fetch.click()
    await expect(this.timer).toHaveText(/^\d:\d\d:\d\d$/)
  }

  /** What stands beside one of the facts' names. */
  fact(name: string): Locator {
    return this.region.locator('dt', { hasText: name }).locator('xpath=following-sibling::dd')
  }

  /** Time left as shown, in seconds. */
  async secondsLeft(): Promise<number> {
    const text = (await this.timer.textContent()) ?? ''
    const [hours = 0, minutes = 0, seconds = 0] = text.split(':').map(Number)
    return hours * 3600 + minutes * 60 + seconds
  }
}
