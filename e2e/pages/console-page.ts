import type { Locator, Page } from '@playwright/test'
import type { Credentials } from '#e2e/fixtures/wechat.ts'
import { AccountForm } from './account-form.ts'
import { ExchangesPane } from './exchanges-pane.ts'
import { ExchangesScreen } from './exchanges-screen.ts'
import { ExplainBox, Explanation } from './explanation.ts'
import { IpListPane } from './ip-list-pane.ts'
import { PaletteDialog } from './palette.ts'
import { RouteDialog } from './route-dialog.ts'
import { SandboxControls } from './sandbox-controls.ts'
import { SettingsScreen } from './settings-screen.ts'
import { TimelineScreen } from './timeline-screen.ts'
import { PasteForm, TokenDialogs } from './token-dialogs.ts'
import { TokenPane } from './token-pane.ts'
import { WhitelistDoctor } from './whitelist-doctor.ts'

/** Everything on screen, by the names a person (or a screen reader) knows it by. */
export class ConsolePage {
  readonly page: Page
  readonly accounts: Locator
  readonly form: AccountForm
  readonly token: TokenPane
  readonly tokenDialogs: TokenDialogs
  readonly pasteForm: PasteForm
  readonly timeline: TimelineScreen
  readonly ipList: IpListPane
  readonly exchanges: ExchangesPane
  readonly exchangeList: ExchangesScreen
  readonly explanation: Explanation
  readonly explainBox: ExplainBox
  readonly doctor: WhitelistDoctor
  readonly sandbox: SandboxControls
  readonly settings: SettingsScreen
  readonly palette: PaletteDialog
  readonly route: RouteDialog
  readonly addAccount: Locator
  readonly useSandbox: Locator
  readonly dialog: Locator

  constructor(page: Page) {
    this.page = page
    this.accounts = page.getByRole('region', { name: 'Accounts' })
    this.form = new AccountForm(page)
    this.token = new TokenPane(page)
    this.tokenDialogs = new TokenDialogs(page)
    this.pasteForm = new PasteForm(page)
    this.timeline = new TimelineScreen(page)
    this.ipList = new IpListPane(page)
    this.exchanges = new ExchangesPane(page)
    this.exchangeList = new ExchangesScreen(page)
    this.explanation = new Explanation(page)
    this.explainBox = new ExplainBox(page)
    this.doctor = new WhitelistDoctor(page)
    this.sandbox = new SandboxControls(page)
    this.settings = new SettingsScreen(page)
    this.palette = new PaletteDialog(page)
    this.route = new RouteDialog(page)
    this.addAccount = this.accounts.getByRole('button', { name: 'Add account' })
    this.useSandbox = page.getByRole('button', { name: 'Use the sandbox' })
    // A toast is a dialog, too, but no modal one.
    this.dialog = page.getByRole('dialog').and(page.locator(':not([aria-modal="false"])'))
  }

  account(name: string): Locator {
    return this.accounts.getByRole('button', { name })
  }

  /** From the first screen, or from the dialog of a later account. */
  async startSandbox(): Promise<void> {
    await this.useSandbox.click()
    await this.token.fetch.waitFor()
  }

  /** Adds an account whose requests go to `origin`, on the first screen. */
  async addCustom(origin: string, given: Credentials, label: string, family: 'stable' | 'classic' = 'stable') {
    await this.form.fill(given, label)
    await this.form.chooseOrigin(origin)
    if (family === 'classic') await this.form.chooseClassic()
    await this.form.submit.click()
    await this.form.confirmation(origin).send.click()
    await this.account(label).waitFor()
  }

  async chooseFromAccountMenu(
    entry:
      | 'Test token'
      | 'Diagnose a token…'
      | 'Token timeline'
      | 'All exchanges'
      | 'Explain an error…'
      | 'Paste a token…'
      | 'Network…'
      | 'Replace AppSecret…'
      | 'Delete account…',
  ): Promise<void> {
    await this.page.getByRole('button', { name: 'More actions' }).click()
    await this.page.getByRole('menuitem', { name: entry }).click()
  }
}
