import type { AccountView } from '#contract/accounts.ts'
import type { TokenView } from '#contract/token.ts'
import type { Stamped } from '#renderer/bridge/stores.ts'
import { DiagnosisDialog } from './diagnosis-dialog.tsx'
import { ForceDialog } from './force-dialog.tsx'

export type TokenDialog = 'force' | 'diagnose'

/** What can be opened from the panel, one at a time. */
export function TokenDialogs({
  dialog,
  account,
  token,
  onClose,
}: {
  dialog: TokenDialog | undefined
  account: AccountView
  token: Stamped<TokenView>
  onClose(): void
}) {
  switch (dialog) {
    case 'force':
      return token.value.force && <ForceDialog {...token} force={token.value.force} onClose={onClose} />
    case 'diagnose':
      return <DiagnosisDialog account={account} view={token.value} onClose={onClose} />
    case undefined:
      return null
  }
}
