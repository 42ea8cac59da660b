import type { AccountProxy, IpRefresh, Origin, RenewalMode, TokenFamily } from '#contract/accounts.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { type Account, acceptOrigin, sameOrigin } from '#core/model/account.ts'

/** What is left out stays as it is. */
export interface AccountChange {
  label?: string | undefined
  appId?: string | undefined
  family?: TokenFamily | undefined
  renewal?: RenewalMode | undefined
  confirmedRenewal?: boolean | undefined
  ipRefresh?: IpRefresh | undefined
  origin?: Origin | undefined
  confirmedOrigin?: string | undefined
  /** Its password is kept elsewhere (`proxy-passwords.ts`). */
  proxy?: AccountProxy | undefined
}

/** The account as it would be. Fails with `origin-invalid`, `confirm-origin` or `confirm-classic-renewal`. */
export function changeAccount(before: Account, change: AccountChange): Account {
  const { label, appId, family, renewal, confirmedRenewal, ipRefresh, origin, confirmedOrigin, proxy } = change
  const moved = origin && !sameOrigin(origin, before.origin)
  const isSandbox = before.origin.kind === 'sandbox'
  const after: Account = {
    ...before,
    ...(label !== undefined && { label }),
    ...(family !== undefined && { family }),
    ...(ipRefresh !== undefined && { ipRefresh }),
    // The sandbox knows one AppID, and stays where it is.
    ...(appId !== undefined && !isSandbox && { appId }),
    ...(proxy && !isSandbox && { proxy }),
    ...(moved && !isSandbox && { origin: acceptOrigin(origin, confirmedOrigin) }),
  }
  after.renewal = after.family === 'pasted' ? 'off' : (renewal ?? before.renewal)
  if (renewsClassic(after) && !renewsClassic(before) && !confirmedRenewal) {
    throw new ProblemError({ code: 'confirm-classic-renewal', retry: 'never' })
  }
  return after
}

function renewsClassic({ family, renewal }: Account): boolean {
  return family === 'classic' && renewal === 'keep-alive'
}
