import type { AccountProxy, Origin } from '#contract/accounts.ts'
import { sourceTraits } from '#contract/pure/credentials/token-source.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import { type Account, acceptOrigin, sameOrigin } from '#core/model/account.ts'
import type { Input } from '#core/model/module.ts'

/** Fields that are left out stay unchanged. */
export interface AccountChange extends Partial<Omit<Input<'accounts', 'update'>, 'id' | 'origin' | 'proxy'>> {
  origin?: Origin | undefined
  /** Its password is stored elsewhere (`proxy-passwords.ts`). */
  proxy?: AccountProxy | undefined
}

/** The changed account. Fails with `origin-invalid`, `confirm-origin` or `confirm-classic-renewal`. */
export function changeAccount(before: Account, change: AccountChange): Account {
  const { label, appId, tokenSource, renewal, confirmedRenewal, ipRefresh, origin, confirmedOrigin, proxy } = change
  const moved = origin && !sameOrigin(origin, before.origin)
  const isSandbox = before.origin.kind === 'sandbox'
  const after: Account = {
    ...before,
    ...(label !== undefined && { label }),
    ...(tokenSource && { tokenSource }),
    ...(ipRefresh !== undefined && { ipRefresh }),
    // The sandbox has one AppID and one origin.
    ...(appId !== undefined && !isSandbox && { appId }),
    ...(proxy && !isSandbox && { proxy }),
    ...(moved && !isSandbox && { origin: acceptOrigin(origin, confirmedOrigin) }),
  }
  after.renewal = sourceTraits(after.tokenSource).canRenew ? (renewal ?? before.renewal) : 'off'
  if (harmsByRenewal(after) && !harmsByRenewal(before) && !confirmedRenewal) {
    throw new ProblemError({ code: 'confirm-classic-renewal', retry: 'never' })
  }
  return after
}

function harmsByRenewal({ tokenSource, renewal }: Account): boolean {
  return sourceTraits(tokenSource).harmsProduction && renewal === 'keep-alive'
}
