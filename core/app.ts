import type { ActionId } from '#contract/pure/actions/actions.ts'
import type { Settings } from '#contract/settings.ts'
import { openAccounts } from './accounts/index.ts'
import { openExchange } from './exchange/index.ts'
import { createRecorder } from './exchange/recording/recorder.ts'
import { createHost } from './host/index.ts'
import { openIpList } from './ip-list/index.ts'
import { createBus } from './kernel/bus.ts'
import { openState } from './kernel/state/versioned-state.ts'
import { createOverlayVault } from './kernel/vault/overlay-vault.ts'
import { createRetryingVault } from './kernel/vault/retrying-vault.ts'
import type { Account } from './model/account.ts'
import type { DomainBus } from './model/domain-events.ts'
import type { ModuleContext } from './model/module.ts'
import { createHttpTransport } from './net/transport/http-transport.ts'
import { createTrustStore } from './net/trust/trust-store.ts'
import { noticeUnsaved, noticeVaultTrouble } from './notices/storage-notices.ts'
import { type ChosenAccount, createChosenAccount } from './page-stream/chosen-account.ts'
import { createPageStream } from './page-stream/index.ts'
import type { Ports } from './ports.ts'
import { createRequest } from './request/index.ts'
import { createRoute } from './route/index.ts'
import { type ConsoleRouter, createRouter } from './router.ts'
import { createSandbox } from './sandbox-link/index.ts'
import { createSandboxLink, sandboxSpec } from './sandbox-link/sandbox-link.ts'
import { openSettings } from './settings/index.ts'
import { createShare } from './share/index.ts'
import { isReadOnly } from './store/store.ts'
import { watchStore } from './store/watch-store.ts'
import { openToken } from './token/index.ts'
import { createWechatClient } from './wechat/client.ts'
import { openWhitelist } from './whitelist/index.ts'

/** The console without a window; a host serves and controls it. */
export interface ConsoleApp {
  /** Serves the whole contract; a host adds the transport. */
  router: ConsoleRouter
  settings: { current(): Settings; subscribe(listener: (settings: Settings) => void): () => void }
  chosen: ChosenAccount
  /** The machine has slept: every token's time is computed again. */
  resumed(): void
  /** Sends a native menu entry to every page. */
  pushAction(id: ActionId): void
  /** Ends every stream and call, and writes what is unsaved. */
  close(): Promise<void>
}

/** Composes the console; the only place where its parts meet. Bad state files become notices, never an error. */
export async function createApp(ports: Ports): Promise<ConsoleApp> {
  const { clock, log, saving, store } = ports
  const { context, vault } = await openContext(ports)
  const { bus } = context
  const { modules, exchange, settings, accounts, token, close } = await openFeatures(context, ports)

  const stream = createPageStream({
    bus,
    clock,
    snapshots: together(modules.map(({ snapshots }) => snapshots)),
    exchangeRow: exchange.service.row,
    maxPages: ports.maxPages,
  })
  const router = createRouter(together([...modules, stream].map(({ handlers }) => handlers)), log)
  const storeWatch = watchStore({
    store,
    saving,
    notices: ports.notices,
    clock,
    log,
    restored: exchange.service.storeRestored,
  })
  // Vault values that could not be read a moment ago may be readable now.
  await bus.publishAndWait('VaultReadable', {})
  await bus.publishAndWait('ConsoleStarted', {})

  return {
    router,
    settings: {
      current: settings.service.current,
      subscribe: (listener) => bus.on('SettingsChanged', (event) => listener(event.settings)),
    },
    chosen: createChosenAccount({
      bus,
      accounts: accounts.service,
      tokens: token.service,
      settings: settings.service.current,
    }),
    resumed: token.resumed,
    pushAction: stream.service.pushAction,
    async close() {
      stream.close?.()
      await close()
      // First the data that cannot be fetched again.
      await token.service.flushed()
      await vault.close()
      await exchange.service.close()
      await storeWatch.close()
      await saving.close()
      await store.close()
    },
  }
}

/** What every module uses. Bad state files become notices, never an error. */
async function openContext(ports: Ports) {
  const { clock, log, redactor, saving, notices, store } = ports
  const bus: DomainBus = createBus()
  store.notices.forEach(notices.notice)
  const readOnly = isReadOnly(store)
  const vault = createRetryingVault({
    vault: readOnly ? createOverlayVault(ports.vault) : ports.vault,
    clock,
    onTrouble(trouble) {
      log.warn('what the vault cannot do now', { ...trouble })
      noticeVaultTrouble(notices, trouble)
    },
    onReadable() {
      bus.publishAndWait('VaultReadable', {}).catch(() => log.error('not everything in the vault was looked up again'))
    },
  })
  saving.first(vault.flushed)
  noticeUnsaved(saving, notices)
  const stateContext = { stateFile: ports.stateFile, log, saving, readOnly, notice: notices.notice }
  // Before any other file: notices so far must be stored even if the console crashes now.
  await notices.keepIn(stateContext)
  const context: ModuleContext = {
    bus,
    clock,
    log,
    redactor,
    vault,
    saving,
    openState: (spec) => openState(spec, stateContext),
  }
  return { context, vault }
}

/** The features, in order: each is made from those before it, and receives events after them. */
export async function openFeatures(context: ModuleContext, ports: Ports) {
  const { bus, clock, log, redactor } = context
  const { store, notices, notify, writeClipboard } = ports
  const { version, systemLanguage } = ports.host

  const host = createHost({
    bus,
    facts: ports.host,
    vault: ports.vault,
    notices,
    openExternal: ports.openExternal,
    issueTicket: ports.issueTicket,
  })
  const settings = await openSettings(context)
  const exchange = await openExchange(context, { store: store.exchanges, settings: settings.service.current })
  const client = createWechatClient(
    createRecorder({
      transport: createHttpTransport({ clock, ...(ports.lookup && { lookup: ports.lookup }) }),
      clock,
      sink: exchange.service.sink,
      redactor,
      log,
      version,
    }),
    {
      clock,
      redactor,
      onServerDate: (accountId, serverNow) => bus.publish('ServerDateReceived', { accountId, serverNow }),
    },
  )
  const trustStore = createTrustStore({ caFile: () => settings.service.current().caFile, log })
  const link = createSandboxLink({
    worker: ports.sandboxWorker,
    state: await context.openState(sandboxSpec),
    clock,
    log,
    bus,
  })
  const clockFor = ({ origin }: Account) => (origin.kind === 'sandbox' ? link.clock : clock)
  const accounts = await openAccounts(context, {
    notices,
    sandboxOrigin: () => link.view().origin,
    sandboxCredential: link.running,
  })
  const common = {
    accounts: accounts.service,
    exchanges: exchange.service,
    settings: settings.service.current,
    isOwner: host.service.isOwner,
    client,
    trustStore,
    clockFor,
    notices,
    notify,
    systemLanguage,
    writeClipboard,
  }
  const whitelist = await openWhitelist(context, { ...common, store: store.whitelist })
  const route = createRoute(context, {
    ...common,
    proxyPasswords: accounts.proxyPasswords,
    sandboxRuns: link.running,
    systemProxy: ports.systemProxy,
  })
  const contextFor = route.service.contextFor
  const token = await openToken(context, { ...common, contextFor, store: store.timeline })
  const tokens = token.service
  const ipList = await openIpList(context, { ...common, tokens, store: store.ipLists })
  const request = createRequest({ ...common, tokens, redactor, contextFor })
  const share = createShare({ ...common, tokens, clock, version })
  const sandbox = createSandbox(context, { ...common, tokens, link })

  const modules = [host, settings, exchange, accounts, whitelist, route, token, ipList, request, share, sandbox]
  return {
    settings,
    exchange,
    accounts,
    token,
    ipList,
    modules,
    async close() {
      for (const module of modules.toReversed()) module.close?.()
      client.close()
      await link.close()
    },
  }
}

type All<One> = (One extends unknown ? (one: One) => void : never) extends (all: infer Every) => void ? Every : never

/** All parts as one object; a handler that no part has is missing in its type, too. */
function together<One extends object>(parts: readonly One[]): All<One> {
  return Object.assign({}, ...parts)
}
