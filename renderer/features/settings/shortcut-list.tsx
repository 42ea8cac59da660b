import { Fragment } from 'react'
import { useTranslation } from 'react-i18next'
import { type ActionId, actions } from '../../../contract/pure/actions.ts'
import { Kbd } from '../../ui/kbd.tsx'

const shortcuts = Object.entries(actions).flatMap(([id, row]) =>
  'accelerator' in row ? [{ id: id as ActionId, accelerator: row.accelerator }] : [],
)

/** Every action that has a key. */
export function ShortcutList() {
  const { t } = useTranslation('actions')
  return (
    <dl className="grid grid-cols-[1fr_auto] items-center gap-x-6 gap-y-2.5">
      {shortcuts.map(({ id, accelerator }) => (
        <Fragment key={id}>
          <dt>{t(`label.${id}`)}</dt>
          <dd className="flex justify-end">
            <span className="sr-only">{accelerator.replace('CmdOrCtrl', 'Ctrl')}</span>
            <Kbd accelerator={accelerator} />
          </dd>
        </Fragment>
      ))}
    </dl>
  )
}
