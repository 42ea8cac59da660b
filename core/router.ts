import { implement, type Lazy, ORPCError, type Router } from '@orpc/server'
import { contract } from '#contract/index.ts'
import { userCommand } from '#core/model/initiator.ts'
import type { Accounts } from './accounts/accounts.ts'
import { compareExchanges } from './exchange/compare/compare-exchanges.ts'
import type { Exchanges } from './exchange/exchanges.ts'
import { isAllowedLink } from './host/links.ts'
import type { IpListService } from './ip-list/ip-list-service.ts'
import { ProblemError } from './kernel/problem-error.ts'
import type { Account } from './model/account.ts'
import { readCaFile } from './net/trust/trust-store.ts'
import type { Events } from './page-stream/events.ts'
import type { Ports } from './ports.ts'
import type { Requests } from './request/requests.ts'
import type { ProxyPasswords } from './route/proxy-passwords.ts'
import type { RouteService } from './route/route-service.ts'
import type { SandboxLink } from './sandbox-link/sandbox-link.ts'
import type { SettingsService } from './settings/settings.ts'
import type { ShareService } from './share/share-service.ts'
import type { Tokens } from './token/tokens.ts'
import type { WechatClient } from './wechat/client.ts'
import type { Whitelists } from './whitelist/whitelist.ts'

/** Everything a handler may use. */
export interface Services {
  accounts: Accounts
  tokens: Tokens
  ipLists: IpListService
  exchanges: Exchanges
  share: ShareService
  requests: Requests
  whitelists: Whitelists
  sandbox: SandboxLink
  settings: SettingsService
  route: RouteService
  proxyPasswords: ProxyPasswords
  client: Pick<WechatClient, 'closeIdle'>
  events: Events
  /** Forgets what belongs to an account that is gone or has moved. */
  forgetUnused(before: Account): Promise<void>
  ports: Pick<Ports, 'log' | 'notices' | 'writeClipboard' | 'openExternal' | 'issueTicket'>
}

const JUMPS = { '5min': 5 * 60_000, '1h': 60 * 60_000, '1d': 24 * 60 * 60_000 } as const
/** `to-expiry` stops so long before the end. */
const BEFORE_END_MS = 10_000

/** A handler for every row of the contract: a missing one does not compile. */
export function createRouter(services: Services): ConsoleRouter {
  const { accounts, tokens, ipLists, exchanges, requests, whitelists, sandbox, settings, events, ports } = services

  function sandboxAccount(id: string): Account {
    const account = accounts.get(id)
    if (account.origin.kind !== 'sandbox') throw new ProblemError({ code: 'sandbox-unavailable', retry: 'never' })
    return account
  }

  const os = implement(contract).use(async ({ next, errors, path }) => {
    try {
      return await next()
    } catch (error) {
      if (error instanceof ProblemError) throw errors.PROBLEM({ data: error.problem })
      // Reaches the page as `internal`, with no text; the log has the place.
      if (!(error instanceof ORPCError)) {
        ports.log.error('a command failed', { command: path.join('.'), stack: stackOf(error) })
      }
      throw error
    }
  })

  return os.router({
    accounts: {
      add: os.accounts.add.handler(async ({ input }) => {
        const account = await accounts.add(input)
        await tokens.open(account)
        return accounts.view(account)
      }),
      useSandbox: os.accounts.useSandbox.handler(async () => {
        const account = await accounts.useSandbox()
        await tokens.open(account)
        return accounts.view(account)
      }),
      update: os.accounts.update.handler(async ({ input }) => {
        const before = accounts.get(input.id)
        const chosen = input.proxy && services.proxyPasswords.choose(before, input.proxy)
        const account = accounts.update({ ...input, proxy: chosen?.proxy })
        await chosen?.keep()
        services.client.closeIdle(account.id)
        await services.forgetUnused(before)
        // Another AppID is another account with a whitelist of its own.
        if (account.appId !== before.appId) whitelists.removeAccount(account.id)
        await tokens.open(account)
        await tokens.syncRenewals()
        tokens.touched(account)
        ipLists.lookForDue()
        return accounts.view(account)
      }),
      replaceSecret: os.accounts.replaceSecret.handler(async ({ input }) => {
        const account = await accounts.replaceSecret(input.id, input.appSecret)
        tokens.touched(account)
        return accounts.view(account)
      }),
      remove: os.accounts.remove.handler(async ({ input }) => {
        const account = accounts.get(input.id)
        // What the vault cannot give up keeps the account: it can be removed again.
        await services.proxyPasswords.forget(account)
        await accounts.remove(input.id)
        services.client.closeIdle(account.id)
        await tokens.syncRenewals()
        await services.forgetUnused(account)
        ipLists.removeAccount(account.id)
        whitelists.removeAccount(account.id)
        if (input.withExchanges) await exchanges.removeAccount(account.id)
      }),
    },
    token: {
      fetch: os.token.fetch.handler(({ input, signal }) =>
        tokens.fetch(accounts.get(input.accountId), userCommand, {
          confirmed: input.confirmed,
          force: input.force,
          signal,
        }),
      ),
      paste: os.token.paste.handler(({ input, signal }) =>
        tokens.paste(accounts.get(input.accountId), userCommand, input.token, input.endsInSeconds, signal),
      ),
      probe: os.token.probe.handler(({ input, signal }) =>
        tokens.probe(accounts.get(input.accountId), userCommand, signal),
      ),
      detect: os.token.detect.handler(({ input, signal }) =>
        tokens.detect(accounts.get(input.accountId), userCommand, input.token, input.probe, signal),
      ),
      reveal: os.token.reveal.handler(({ input }) => ({ token: tokens.reveal(accounts.get(input.accountId)) })),
      copy: os.token.copy.handler(async ({ input }) => {
        const token = tokens.reveal(accounts.get(input.accountId))
        if (!ports.writeClipboard) return { copied: false, token }
        await ports.writeClipboard(token)
        return { copied: true }
      }),
    },
    ipList: {
      fetch: os.ipList.fetch.handler(({ input, signal }) => ipLists.fetch(input, userCommand, signal)),
      entries: os.ipList.entries.handler(({ input }) => ipLists.entries(input.version)),
      history: os.ipList.history.handler(({ input }) => ipLists.history(input)),
      diff: os.ipList.diff.handler(({ input }) => ipLists.diff(input.from, input.to)),
      merged: os.ipList.merged.handler(({ input }) => ipLists.merged(input.version, input.rounding)),
      export: os.ipList.export.handler(({ input }) => ipLists.export(input)),
      check: os.ipList.check.handler(({ input, signal }) => ipLists.check(input, userCommand, signal)),
      reach: os.ipList.reach.handler(({ input, signal }) => ipLists.reach(input.accountId, signal)),
    },
    exchange: {
      get: os.exchange.get.handler(({ input }) => exchanges.get(input.id)),
      body: os.exchange.body.handler(async ({ input }) => {
        const bytes = await exchanges.body(input.id, input.side, input.offset)
        return new Blob([new Uint8Array(bytes)])
      }),
      usage: os.exchange.usage.handler(() => exchanges.usage()),
      compare: os.exchange.compare.handler(({ input }) => compareExchanges(exchanges, input)),
      pin: os.exchange.pin.handler(({ input }) => exchanges.pin(input.ids, input.pinned)),
      remove: os.exchange.remove.handler(({ input }) => exchanges.remove(input.ids)),
      restore: os.exchange.restore.handler(({ input }) => exchanges.restore(input.ids)),
    },
    request: {
      send: os.request.send.handler(({ input, signal }) => requests.send(input, signal)),
    },
    whitelist: {
      saved: os.whitelist.saved.handler(({ input }) => whitelists.saved(accounts.get(input.accountId))),
    },
    share: {
      write: os.share.write.handler(({ input }) => services.share.write(input)),
      har: os.share.har.handler(({ input }) => services.share.har(input.ids)),
      copyWithSecrets: os.share.copyWithSecrets.handler(({ input }) => services.share.copyWithSecrets(input)),
    },
    sandbox: {
      jump: os.sandbox.jump.handler(async ({ input }) => {
        const account = sandboxAccount(input.accountId)
        if (input.by !== 'to-expiry') return sandbox.advance(JUMPS[input.by])
        const { remainingMs } = tokens.view(account)
        if (remainingMs === 0) throw new ProblemError({ code: 'no-token', retry: 'never' })
        // The monotonic clock has fractions of a millisecond; the virtual one has not.
        await sandbox.advance(Math.max(0, Math.ceil(remainingMs) - BEFORE_END_MS))
      }),
      setScenario: os.sandbox.setScenario.handler(({ input }) => sandbox.setScenario(input.scenario, input.on)),
      fetchElsewhere: os.sandbox.fetchElsewhere.handler(({ input }) =>
        sandbox.fetchElsewhere(sandboxAccount(input.accountId).family === 'classic' ? 'classic' : 'stable'),
      ),
    },
    settings: {
      update: os.settings.update.handler(async ({ input }) => {
        if (input.caFile) await readCaFile(input.caFile)
        return settings.update(input)
      }),
    },
    route: {
      test: os.route.test.handler(({ input, signal }) =>
        services.route.test(accounts.get(input.accountId), input.draft, signal),
      ),
    },
    host: {
      openExternal: os.host.openExternal.handler(async ({ input }) => {
        if (!ports.openExternal || !isAllowedLink(input.url)) {
          throw new ProblemError({ code: 'host-declined', capability: 'openExternal', retry: 'never' })
        }
        await ports.openExternal(input.url)
      }),
      dismissNotice: os.host.dismissNotice.handler(({ input }) => ports.notices.dismiss(input.id)),
      issueTicket: os.host.issueTicket.handler(() => {
        if (!ports.issueTicket) {
          throw new ProblemError({ code: 'host-declined', capability: 'morePages', retry: 'never' })
        }
        return ports.issueTicket()
      }),
    },
    events: {
      watch: os.events.watch.handler(({ input, signal }) => events.watch(input, signal)),
    },
  })
}

type Handlers = Router<typeof contract, Record<never, never>>
/** Every handler is there from the start. */
type Now<T> = Exclude<T, Lazy<unknown>>

/** Written out, since the type that would be inferred is too long for a declaration file. */
export type ConsoleRouter = {
  [F in keyof Handlers]: { [C in keyof Now<Handlers[F]>]: Now<Now<Handlers[F]>[C]> }
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.name) : 'not an error'
}
