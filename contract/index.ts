import type { ContractRouterClient } from '@orpc/contract'
import { accountsContract } from './accounts.ts'
import { eventsContract } from './events.ts'
import { exchangeContract } from './exchange.ts'
import { hostContract } from './host.ts'
import { ipListContract } from './ip-list.ts'
import { requestContract } from './request.ts'
import { routeContract } from './route.ts'
import { sandboxContract } from './sandbox.ts'
import { settingsContract } from './settings.ts'
import { shareContract } from './share.ts'
import { tokenContract } from './token.ts'
import { whitelistContract } from './whitelist.ts'

/** All commands. A row here without a handler in `core/<feature>/index.ts` does not compile. */
export const contract = {
  accounts: accountsContract,
  token: tokenContract,
  ipList: ipListContract,
  exchange: exchangeContract,
  share: shareContract,
  request: requestContract,
  whitelist: whitelistContract,
  sandbox: sandboxContract,
  settings: settingsContract,
  route: routeContract,
  host: hostContract,
  events: eventsContract,
}

/** The typed client of either transport. */
export type ConsoleClient = ContractRouterClient<typeof contract>
