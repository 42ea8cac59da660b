import { Suspense, useState } from 'react'
import type { AccountView } from '#contract/accounts.ts'
import { useAction } from '#renderer/actions/registry.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { AddDialog } from '#renderer/features/accounts/add-dialog.tsx'
import { ShortcutsDialog } from '#renderer/features/settings/shortcuts.tsx'
import { lazily } from '#renderer/lib/lazily.ts'
import { useOffer } from '#renderer/ui/feedback/toast.tsx'

// Fetched when first opened, as the screens are.
const ExplainDialog = lazily(async () => (await import('#renderer/features/explain/explain-dialog.tsx')).ExplainDialog)
const AnotherDeviceDialog = lazily(
  async () => (await import('#renderer/features/host/another-device-dialog.tsx')).AnotherDeviceDialog,
)
const Palette = lazily(async () => (await import('#renderer/features/palette/palette.tsx')).Palette)

type Name = 'add' | 'shortcuts' | 'palette' | 'explain' | 'anotherDevice'

/** What opens over any screen, one at a time. `firstRun`: the screen is the form to add an account itself. */
export function Dialogs({ firstRun, onAdded }: { firstRun: boolean; onAdded(account: AccountView): void }) {
  const [dialog, setDialog] = useState<Name>()
  // It stays, so that it can fade away.
  const [paletteWasOpened, setPaletteWasOpened] = useState(false)
  const close = () => setDialog(undefined)
  useAction('accounts.add', () => !firstRun && setDialog('add'))
  useAction('explain.open', () => setDialog('explain'))
  useAction('help.shortcuts', () => setDialog('shortcuts'))
  useAction('palette.open', () => {
    setPaletteWasOpened(true)
    setDialog('palette')
  })
  // Only where the host serves more pages than one does it mean anything.
  const morePages = useSnapshot('host')?.value.capabilities.morePages ?? false
  useAction('page.anotherDevice', morePages ? () => setDialog('anotherDevice') : undefined)
  useAction('exchange.undo', useOffer()?.run)
  return (
    <>
      <AddDialog
        open={dialog === 'add'}
        onClose={close}
        onAdded={(account) => {
          close()
          onAdded(account)
        }}
      />
      <ShortcutsDialog open={dialog === 'shortcuts'} onClose={close} />
      <Suspense>
        {paletteWasOpened && <Palette open={dialog === 'palette'} onClose={close} />}
        {dialog === 'explain' && <ExplainDialog onClose={close} />}
        {dialog === 'anotherDevice' && <AnotherDeviceDialog onClose={close} />}
      </Suspense>
    </>
  )
}
