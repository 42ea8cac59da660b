import { type Account, tokenKeyOf } from '#core/model/account.ts'
import type { TokenCell } from './token-cell.ts'

/** The cells of all accounts: accounts with the same key share one. */
export interface Cells {
  /** Opens the cell on first use; fails as the vault does, and the next call tries again. */
  open(account: Account): Promise<TokenCell>
  /** Absent until it is open. */
  opened(account: Account): TokenCell | undefined
  all(): TokenCell[]
  forget(account: Account): Promise<void>
}

export function createCells(open: (account: Account) => Promise<TokenCell>): Cells {
  const cells = new Map<string, TokenCell>()
  const opening = new Map<string, Promise<TokenCell>>()

  async function openNew(account: Account): Promise<TokenCell> {
    const cell = await open(account)
    cells.set(tokenKeyOf(account), cell)
    return cell
  }
  function openOnce(account: Account): Promise<TokenCell> {
    const key = tokenKeyOf(account)
    const known = opening.get(key) ?? openNew(account)
    opening.set(key, known)
    known.catch(() => opening.delete(key))
    return known
  }

  return {
    open: openOnce,
    opened: (account) => cells.get(tokenKeyOf(account)),
    all: () => [...cells.values()],
    async forget(account) {
      const cell = await openOnce(account)
      await cell.forget()
      cells.delete(tokenKeyOf(account))
      opening.delete(tokenKeyOf(account))
    },
  }
}
