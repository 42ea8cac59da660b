import { ClipboardPaste, ScanSearch, Zap } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ActionButton } from '#renderer/actions/action-button.tsx'
import { isAlive } from '#renderer/model/token-state.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { useWide } from '#renderer/ui/layout/use-wide.ts'
import { AutoRenew } from './auto-renew.tsx'
import type { ShownToken } from './clock/shown-token.ts'
import { FetchTokenButton, TestTokenButton } from './fetch/fetch-button.tsx'

interface Props extends ShownToken {
  onForce(): void
  onPaste(): void
}

/** The one thing to do now, at most one other beside it, and auto-renew where the strip below has no room. */
export function PanelActions(props: Props) {
  const { account, view } = props
  const wide = useWide()
  const pasted = account.tokenSource.kind === 'pasted'
  return (
    <div className="flex items-center gap-2">
      {pasted ? (
        <PastedActions {...props} />
      ) : (
        <FetchTokenButton accountId={account.id} fetching={view.fetchingForMs !== undefined} />
      )}
      {!pasted && <Secondary {...props} />}
      {!pasted && !wide && <AutoRenew account={account} className="ml-auto flex" />}
    </div>
  )
}

function Secondary({ view, state, probe, onForce }: Props) {
  const { t } = useTranslation('token')
  if (view.fetchingForMs !== undefined) return null
  if (state === 'unverified') return <TestTokenButton size="l" busy={probe.busy} />
  if (state === 'superseded' || state === 'expired') return <WhyButton />
  if (!isAlive(state) || view.force === undefined) return null
  return (
    <Button size="l" icon={Zap} onClick={onForce}>
      {t('force.open')}
    </Button>
  )
}

/** Nothing is fetched for a pasted token: another is pasted, or this one is tried. */
function PastedActions({ state, probe, onPaste }: Props) {
  const { t } = useTranslation('token')
  const paste = (primary: boolean) => (
    <Button variant={primary ? 'primary' : 'default'} size="l" icon={ClipboardPaste} onClick={onPaste}>
      {t('paste.menu')}
    </Button>
  )
  if (state === 'none') return paste(true)
  if (state === 'expired' || state === 'superseded') {
    return (
      <>
        {paste(true)}
        <WhyButton />
      </>
    )
  }
  return (
    <>
      <TestTokenButton size="l" variant={probe.busy ? 'default' : 'primary'} busy={probe.busy} />
      {paste(false)}
    </>
  )
}

function WhyButton() {
  const { t } = useTranslation('token')
  return (
    <ActionButton action="token.diagnose" size="l" icon={ScanSearch}>
      {t('diagnosis.open')}
    </ActionButton>
  )
}
