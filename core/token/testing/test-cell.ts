import type { Clock } from '#core/kernel/clock/clock.ts'
import { createRedactor } from '#core/kernel/redaction/create-redactor.ts'
import { createMemoryVault } from '#core/kernel/vault/memory-vault.ts'
import { openTokenCell, type TokenCell, type TokenCellDeps } from '#core/token/cell/token-cell.ts'

/** A cell with only a clock. */
export function openTestCell(clock: Clock, more: Partial<TokenCellDeps> = {}): Promise<TokenCell> {
  return openTokenCell({
    harmsProduction: false,
    vaultKey: 'k',
    clock,
    clockIsBehind: false,
    vault: createMemoryVault('not-asked'),
    redactor: createRedactor(),
    log: { info() {}, warn() {}, error() {} },
    listener: { onObtained() {}, onRestored: () => true, onDamaged() {}, onFailed() {}, onRefused() {} },
    changed() {},
    ...more,
  })
}
