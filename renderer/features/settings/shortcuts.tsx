import { Fragment, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { type ActionId, actions } from '#contract/pure/actions/actions.ts'
import { Kbd } from '#renderer/ui/controls/kbd.tsx'
import { Dialog } from '#renderer/ui/overlays/dialog.tsx'

export function Shortcuts() {
  return (
    <div className="py-3">
      <ShortcutList />
    </div>
  )
}

const shortcuts = Object.entries(actions).flatMap(([id, row]) =>
  'accelerator' in row ? [{ id: id as ActionId, accelerator: row.accelerator }] : [],
)

/** Keys that mean something only while a list has the focus; several for one thing stand side by side. */
const listKeys = {
  move: ['↑+↓', 'K+J'],
  open: ['Enter'],
  filter: ['/'],
  pin: ['P'],
  delete: ['Delete'],
  select: ['X'],
  back: ['Esc'],
} as const
const listThings = Object.keys(listKeys) as (keyof typeof listKeys)[]

/** Every action that has a key, and the keys of a list. */
function ShortcutList() {
  const { t } = useTranslation(['actions', 'settings'])
  return (
    <div>
      <Rows>
        {shortcuts.map(({ id, accelerator }) => (
          <Row key={id} label={t(`label.${id}`)} keys={[accelerator]} />
        ))}
      </Rows>
      <h3 className="mt-5 mb-2.5 font-title">{t('settings:listKeys.title')}</h3>
      <Rows>
        {listThings.map((thing) => (
          <Row key={thing} label={t(`settings:listKeys.${thing}`)} keys={listKeys[thing]} />
        ))}
      </Rows>
    </div>
  )
}

function Rows({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-2.5">{children}</dl>
}

function Row({ label, keys }: { label: string; keys: readonly string[] }) {
  return (
    <Fragment>
      <dt>{label}</dt>
      <dd className="flex justify-end gap-2">
        {keys.map((accelerator) => (
          <Fragment key={accelerator}>
            <span className="sr-only">{accelerator.replace('CmdOrCtrl', 'Ctrl')}</span>
            <Kbd accelerator={accelerator} />
          </Fragment>
        ))}
      </dd>
    </Fragment>
  )
}

export function ShortcutsDialog({ open, onClose }: { open: boolean; onClose(): void }) {
  const { t } = useTranslation('settings')
  return (
    <Dialog open={open} onClose={onClose} title={t('sections.shortcuts')}>
      <ShortcutList />
    </Dialog>
  )
}
