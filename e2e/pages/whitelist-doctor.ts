import type { Locator, Page } from '@playwright/test'

/** What helps when WeChat refused the IP: on the account's own screen, or over the whole sheet. */
export class WhitelistDoctor {
  readonly heading: Locator
  readonly steps: Locator
  readonly copyIp: Locator
  readonly saved: Locator
  readonly told: Locator
  readonly evidence: Locator
  readonly seen: Locator
  readonly exit: Locator
  readonly copyCidr: Locator
  readonly back: Locator

  constructor(page: Page) {
    const either = page
      .getByRole('region', { name: 'Token', exact: true })
      .or(page.getByRole('region', { name: 'Whitelist', exact: true }))
    this.heading = page.getByRole('heading', { name: 'Whitelist doctor' })
    this.steps = either.getByRole('listitem')
    this.copyIp = either.getByRole('button', { name: 'Copy IP' })
    this.saved = either.getByRole('button', { name: 'I saved it' })
    this.told = this.steps.getByRole('status')
    this.evidence = page.getByRole('region', { name: 'Evidence' })
    this.seen = this.evidence.getByRole('list', { name: 'IPs WeChat has seen for this account' }).getByRole('listitem')
    this.exit = this.evidence.getByRole('note')
    this.copyCidr = this.evidence.getByRole('button', { name: 'Copy CIDR' })
    this.back = page.getByRole('button', { name: 'Back', exact: true })
  }

  /** Fetches a token, or tests the one that lives. */
  again(name: 'Fetch token' | 'Test token'): Locator {
    return this.steps.getByRole('button', { name })
  }

  /** What stands beside one of the facts' names. */
  fact(name: string): Locator {
    return this.evidence.locator('dt', { hasText: name }).locator('xpath=following-sibling::dd[1]')
  }
}
