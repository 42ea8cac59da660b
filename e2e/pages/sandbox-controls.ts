import { expect, type Locator, type Page } from '@playwright/test'
import type { SandboxScenario } from '#contract/pure/scenarios.ts'
import { sandbox } from '#i18n/en/sandbox.ts'

/** The virtual clock and the scenarios of the embedded WeChat. */
export class SandboxControls {
  readonly region: Locator
  readonly #page: Page

  constructor(page: Page) {
    this.#page = page
    this.region = page.getByRole('region', { name: 'Sandbox controls' })
  }

  async jump(by: keyof typeof sandbox.jump): Promise<void> {
    const before = await this.region.textContent()
    await this.region.getByRole('button', { name: sandbox.jump[by], exact: true }).click()
    await expect(this.region).not.toHaveText(before ?? '')
  }

  async set(scenario: SandboxScenario, on = true): Promise<void> {
    await this.#openScenarios()
    const choice = this.#page.getByRole('switch', { name: sandbox.scenario[scenario] })
    // What it shows is what the host answers, so it is not there at once.
    if ((await choice.isChecked()) !== on) await choice.click()
    await expect(choice).toBeChecked({ checked: on })
    await this.#page.keyboard.press('Escape')
    await expect(choice).toBeHidden()
  }

  /** Somebody else gets a token of the account, once. */
  async fetchElsewhere(): Promise<void> {
    await this.#openScenarios()
    await this.#page.getByRole('button', { name: sandbox.elsewhere.now }).click()
    const told = this.#page.getByText(sandbox.elsewhere.done)
    await expect(told).toBeVisible()
    await this.#page.keyboard.press('Escape')
    await expect(told).toBeHidden()
  }

  async #openScenarios(): Promise<void> {
    await this.region.getByRole('button', { name: 'Scenarios…' }).click()
  }
}
