import { z } from 'zod'
import type { HostView, Notice } from '#contract/host.ts'
import type { ActionId } from '#contract/pure/actions.ts'
import type { Settings } from '#contract/settings.ts'
import { accountsSpec, openAccounts } from './accounts/accounts.ts'
import { type ChosenAccount, createChosenAccount } from './accounts/chosen-account.ts'
import { heldLimits, openExchanges } from './exchange/exchanges.ts'
import { createRecorder } from './exchange/recording/recorder.ts'
import { limitsOf } from './exchange/store/retention.ts'
import { openIpListService } from './ip-list/ip-list-service.ts'
import { notifyIpChange } from './ip-list/notify-change.ts'
import { heldLists } from './ip-list/versions.ts'
import type { Clock } from './kernel/clock/clock.ts'
import { openState, type StateSpec } from './kernel/state/versioned-state.ts'
import { createOverlayVault } from './kernel/vault/overlay-vault.ts'
import { createRetryingVault } from './kernel/vault/retrying-vault.ts'
import { type Account, isUndiallable, originKeyOf, tokenKeyOf } from './model/account.ts'
import { createTrustStore } from './net/trust/trust-store.ts'
import { tellUnsaved } from './notices/tell-unsaved.ts'
import { tellVaultTrouble } from './notices/vault-trouble.ts'
import { createEvents } from './page-stream/events.ts'
import type { Ports } from './ports.ts'
import { createRequests } from './request/requests.ts'
import { createProxyPasswords } from './route/proxy-passwords.ts'
import { createRouteService } from './route/route-service.ts'
import { createRoutes } from './route/routes.ts'
import { type ConsoleRouter, createRouter } from './router.ts'
import { createSandboxLink } from './sandbox-link/sandbox-link.ts'
import { createSettings, settingsSpec } from './settings/settings.ts'
import { createShareService } from './share/share-service.ts'
import { watchStore } from './store/watch-store.ts'
import { clockSpec, isClockBehind, watchClock } from './token/clock-watch.ts'
import { aheadMs } from './token/in-time.ts'
import { notifyReminder } from './token/reminder/notify-reminder.ts'
import { createReminders, remindersSpec } from './token/reminder/reminder.ts'
import { openTimeline } from './token/timeline/timeline.ts'
import { createTokens } from './token/tokens.ts'
import { createWechatClient } from './wechat/client.ts'
import { openWhitelists } from './whitelist/whitelist.ts'

/** The product without a window: what a host serves and steers. */
export interface ConsoleApp {
  /** Serves the whole contract; a host adds the transport. */
  router: ConsoleRouter
  settings: { current(): Settings; subscribe(listener: (settings: Settings) => void): () => void }
  chosen: ChosenAccount
  /** The machine has slept: every token is looked at anew. */
  resumed(): void
  /** Hands a native menu entry to every page. */
  pushAction(id: ActionId): void
  /** Ends every stream and call, and writes what is not written yet. */
  close(): Promise<void>
}

const sandboxSpec: StateSpec<{ server: unknown; offsetMs: number }> = {
  name: 'sandbox',
  version: 1,
  schema: z.object({ server: z.unknown(), offsetMs: z.number().nonnegative() }),
  initial: { server: null, offsetMs: 0 },
}

/** Another console or a newer version owns what is in the folder: nothing is renewed or fetched from here unasked. */
const notOurs = new Set<Notice['code']>(['folder-in-use', 'folder-taken', 'store-newer', 'state-newer'])

/** Puts the console together; the only place where its parts meet. Bad state files become notices, never an error. */
export async function createApp(ports: Ports): Promise<ConsoleApp> {
  const { clock, log, redactor, store, saving, notices } = ports
  store.notices.forEach(notices.notice)
  const readOnly = store.notices.some((notice) => notice.code === 'folder-in-use')
  const vault = createRetryingVault({
    vault: readOnly ? createOverlayVault(ports.vault) : ports.vault,
    clock,
    onTrouble(trouble) {
      log.warn('what the vault cannot do now', { ...trouble })
      tellVaultTrouble(notices, trouble)
    },
    onReadable: () => void readAgain(),
  })
  const stateContext = { stateFile: ports.stateFile, log, saving, readOnly, notice: notices.notice }
  let readAgain = async () => {}
  let events: ReturnType<typeof createEvents> | undefined
  notices.subscribe(() => events?.changed('host'))
  tellUnsaved(saving, notices)
  saving.first(vault.flushed)

  const states = {
    // First: what was met so far is to be told even if the console dies now.
    notices: await notices.keepIn(stateContext),
    settings: await openState(settingsSpec, stateContext),
    accounts: await openState(accountsSpec, stateContext),
    sandbox: await openState(sandboxSpec, stateContext),
    clock: await openState(clockSpec, stateContext),
    reminders: await openState(remindersSpec, stateContext),
  }
  const settings = createSettings(states.settings, () => events?.changed('settings'))
  const exchanges = await openExchanges({
    store: store.exchanges,
    saving: saving.part('exchanges', heldLimits),
    limits: limitsOf(settings.current()),
    clock,
    log,
    changed: (ids) => events?.exchangesChanged(ids),
  })
  settings.subscribe((now) => exchanges.setLimits(limitsOf(now)))
  const client = createWechatClient(
    createRecorder({
      clock,
      sink: {
        ...exchanges.sink,
        ended(exchange, recording) {
          exchanges.sink.ended(exchange, recording)
          whitelists.heard(exchange)
        },
      },
      redactor,
      log,
      version: ports.host.version,
      ...(ports.lookup && { lookup: ports.lookup }),
    }),
    {
      clock,
      redactor,
      heardDate(accountId, serverNow) {
        const account = accounts.all().find(({ id }) => id === accountId)
        if (account) tokens.heardDate(account, serverNow)
      },
    },
  )
  const sandbox = createSandboxLink({
    worker: ports.sandboxWorker,
    state: states.sandbox,
    clock,
    log,
    changed() {
      for (const feature of ['sandbox', 'accounts', 'token', 'timeline'] as const) events?.changed(feature)
    },
    clockMoved: () => clocksMoved(),
  })
  const proxyPasswords = createProxyPasswords(vault, redactor, () => events?.changed('accounts'))
  const trustStore = createTrustStore({ caFile: () => settings.current().caFile, log })
  const accounts = await openAccounts({
    state: states.accounts,
    vault,
    redactor,
    sandbox: sandbox.running,
    sandboxOrigin: () => sandbox.view().origin,
    proxyPassword: proxyPasswords.state,
    changed() {
      tellUndiallable()
      for (const feature of ['accounts', 'token', 'timeline', 'ipList', 'whitelist'] as const) events?.changed(feature)
    },
  })
  function tellUndiallable(): void {
    notices.clear({ code: 'account-origin-invalid' })
    for (const account of accounts.all().filter(isUndiallable)) {
      notices.notice({ code: 'account-origin-invalid', account: account.label || account.appId })
    }
  }
  tellUndiallable()
  await Promise.all(accounts.all().map(proxyPasswords.open))
  const clockFor = (account: Account): Clock => (account.origin.kind === 'sandbox' ? sandbox.clock : clock)

  const whitelists = await openWhitelists({
    store: store.whitelist,
    saving: saving.part('whitelist'),
    account: (id) => accounts.all().find((account) => account.id === id),
    clockFor,
    changed: () => events?.changed('whitelist'),
  })

  const route = createRouteService({
    routes: createRoutes({ trustStore, passwords: proxyPasswords, systemProxy: ports.systemProxy }),
    accounts,
    client,
    exchange: exchanges.get,
    settings: settings.current,
    sandboxRuns: sandbox.running,
  })

  const isOwner = () => !notices.list().some(({ code }) => notOurs.has(code))
  const timeline = await openTimeline(store.timeline, saving.part('timeline'), () => events?.changed('timeline'))
  const tokens = createTokens({
    client,
    vault,
    redactor,
    log,
    timeline,
    clockIsBehind: isClockBehind(clock, states.clock),
    mayRenew: isOwner,
    damaged(account) {
      // Where its AppSecret cannot be read either, the account says so.
      const isSecretHeld = accounts.view(account).secret === 'held'
      if (isSecretHeld) notices.notice({ code: 'token-damaged', appId: account.appId })
    },
    accounts: accounts.all,
    random: Math.random,
    clockFor,
    credential: accounts.credential,
    contextFor: route.contextFor,
    changed: () => events?.changed('token'),
  })
  await Promise.all(accounts.all().map((account) => tokens.open(account)))
  readAgain = async () => {
    await Promise.all([accounts.lookAgain(), ...accounts.all().map(proxyPasswords.open), tokens.readAgain()])
  }
  // What could not be read a moment ago may be there by now.
  await readAgain()
  const ipLists = await openIpListService({
    mayRefresh: isOwner,
    store: store.ipLists,
    saving: saving.part('ip-lists', heldLists),
    clock,
    clockFor,
    log,
    accounts,
    client,
    call: tokens.call,
    trust: trustStore.current,
    timeoutMs: () => settings.current().timeoutSeconds * 1000,
    changed: (feature) => events?.changed(feature),
    ...(ports.notify && { notifyChange: notifyIpChange(ports.notify, settings.current, ports.host.systemLanguage) }),
  })

  const hostView = (): HostView => ({ ...ports.host, vault: ports.vault.describe(), notices: notices.list() })
  events = createEvents(
    {
      host: hostView,
      settings: settings.current,
      accounts: () => accounts.all().map(accounts.view),
      token: () => accounts.all().map(tokens.view),
      timeline: () => accounts.all().map(tokens.timeline),
      ipList: ipLists.views,
      ipReach: ipLists.reachViews,
      exchange: exchanges.list,
      whitelist: () => accounts.all().map(whitelists.view),
      sandbox: sandbox.view,
    },
    exchanges.row,
    clock,
    ports.maxPages,
  )
  const { notify } = ports
  const reminders = createReminders({
    state: states.reminders,
    minutes: () => settings.current().remindMinutes,
    remind: notify
      ? notifyReminder(notify, accounts, settings.current, ports.host.systemLanguage)
      : ({ accountId }, minutes) => events?.pushReminder(accountId, minutes),
  })
  const remind = () => reminders.check(accounts.all().map(tokens.view))
  const places = () => new Map(accounts.all().map((account) => [originKeyOf(account), account]))
  /** A clock that was set back while nobody watched it, as between two runs, is told once its records show it. */
  function tellSetBack(): void {
    for (const [place, account] of places()) {
      const at = clockFor(account).now()
      const ms = aheadMs(timeline.records(place), at)
      if (ms > 0) timeline.add(place, { kind: 'clock-jump', at, ms: -ms })
    }
  }
  tellSetBack()
  function clocksMoved(): void {
    tellSetBack()
    tokens.wake()
    ipLists.lookForDue()
    events?.changed('whitelist')
    remind()
  }
  const watch = watchClock({
    clock,
    state: states.clock,
    ticked: remind,
    moved: clocksMoved,
    told(kind, ms) {
      for (const [place, account] of places()) timeline.add(place, { kind, at: clockFor(account).now(), ms })
    },
  })
  if (accounts.all().some((account) => account.origin.kind === 'sandbox')) {
    sandbox.running().catch(() => log.warn('the sandbox did not start'))
  }

  await tokens.syncRenewals()
  let wasOwner = isOwner()
  notices.subscribe(() => {
    if (isOwner() === wasOwner) return
    wasOwner = isOwner()
    tokens.syncRenewals().catch(() => log.error('renewals were not started or stopped'))
  })

  const storeWatch = watchStore({ store, saving, notices, clock, log, restored: exchanges.storeRestored })

  const router = createRouter({
    accounts,
    tokens,
    ipLists,
    exchanges,
    share: createShareService({
      exchanges,
      accounts,
      tokens,
      clock,
      version: ports.host.version,
      writeClipboard: ports.writeClipboard,
    }),
    requests: createRequests({ client, tokens, accounts, redactor, contextFor: route.contextFor }),
    whitelists,
    sandbox,
    settings,
    route,
    proxyPasswords,
    client,
    events,
    async forgetUnused(before) {
      const isUsed = (keyOf: (account: Account) => string) =>
        accounts.all().some((account) => keyOf(account) === keyOf(before))
      if (!isUsed(tokenKeyOf)) await tokens.forget(before)
      if (!isUsed(originKeyOf)) await timeline.remove(originKeyOf(before))
    },
    ports,
  })

  return {
    router,
    settings,
    chosen: createChosenAccount(accounts, tokens, settings, events),
    resumed: watch.resumed,
    pushAction: events.pushAction,
    async close() {
      events?.close()
      watch.close()
      tokens.stopRenewals()
      ipLists.close()
      client.close()
      await sandbox.close()
      // What cannot be had again first.
      await tokens.flushed()
      await vault.close()
      await Promise.all(Object.values(states).map((s) => s.flushed()))
      await Promise.all([timeline.flushed(), exchanges.close(), ipLists.flushed(), whitelists.flushed()])
      await storeWatch.close()
      await saving.close()
      await store.close()
    },
  }
}
