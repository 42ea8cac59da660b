import { Autocomplete } from '@base-ui/react/autocomplete'
import { Dialog } from '@base-ui/react/dialog'
import { Search } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Kbd } from '#renderer/ui/controls/kbd.tsx'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { type FoundItem, find, noteRun, type PaletteGroup, type PaletteItem, usePaletteItems } from './palette-items.ts'
import { PaletteRow } from './palette-row.tsx'

/** One field for everything: actions, accounts and exchanges, in either language. */
export function Palette({ open, onClose }: { open: boolean; onClose(): void }) {
  const { t } = useTranslation('palette')
  const chosen = useRef<PaletteItem>(undefined)
  return (
    <Dialog.Root
      open={open}
      onOpenChange={(next) => !next && onClose()}
      // Once the focus is back where it was: what is run may want it.
      onOpenChangeComplete={(isOpen) => {
        if (isOpen) return
        chosen.current?.run()
        chosen.current = undefined
      }}
    >
      <Dialog.Portal>
        <Dialog.Backdrop className="fixed inset-0 z-20 bg-scrim transition-opacity duration-(--dur-2) ease-out data-ending-style:opacity-0 data-starting-style:opacity-0" />
        <Dialog.Popup
          aria-label={t('open')}
          className="fixed top-16 left-1/2 z-20 flex max-h-[min(460px,calc(100vh-96px))] w-[calc(100vw-32px)] max-w-150 -translate-x-1/2 flex-col overflow-hidden rounded-4 border border-border-strong bg-overlay shadow-3 transition-opacity duration-(--dur-2) ease-out data-ending-style:opacity-0 data-starting-style:opacity-0 wide:top-28"
        >
          <Body
            onRun={(item) => {
              noteRun(item)
              chosen.current = item
              onClose()
            }}
          />
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

function Body({ onRun }: { onRun(item: PaletteItem): void }) {
  const { t } = useTranslation(['palette', 'common'])
  const [query, setQuery] = useState('')
  const found = find(usePaletteItems(), query)
  const byId = new Map(found.flatMap(({ items }) => items.map((one) => [one.item.id, one])))
  return (
    <Autocomplete.Root
      open
      inline
      mode="none"
      // By id: the items themselves are made anew at each drawing.
      items={found.map(({ group, items }) => ({ group, items: items.map(({ item }) => item.id) }))}
      value={query}
      // A press on an item would put its label into the field.
      onValueChange={(value, { reason }) => reason !== 'item-press' && setQuery(value)}
      autoHighlight="always"
      keepHighlight
    >
      <div className="flex h-13 shrink-0 items-center gap-2.5 border-b border-border pr-4 pl-4.5">
        <Icon of={Search} className="text-text-3" />
        <Autocomplete.Input
          // At once: the next key is meant for it.
          autoFocus
          aria-label={t('open')}
          placeholder={t('open')}
          spellCheck={false}
          className="h-full grow bg-transparent text-title outline-none placeholder:text-text-3"
        />
      </div>
      <Dialog.Close className="sr-only">{t('common:close')}</Dialog.Close>
      <Autocomplete.Empty className="px-4.5 py-4 text-text-2 empty:hidden">
        {t('none', { query: query.trim() })}
      </Autocomplete.Empty>
      <Autocomplete.List className="min-h-0 grow overflow-y-auto px-2 pb-2 empty:hidden">
        {({ group, items }: { group: PaletteGroup; items: string[] }) => (
          <Autocomplete.Group key={group} items={items}>
            <Autocomplete.GroupLabel className="flex h-9 items-end px-2.5 pb-1.5 text-small text-text-3">
              {t(`group.${group}`)}
            </Autocomplete.GroupLabel>
            <Autocomplete.Collection>
              {(id: string) => <Entry key={id} id={id} found={byId.get(id)} onRun={onRun} />}
            </Autocomplete.Collection>
          </Autocomplete.Group>
        )}
      </Autocomplete.List>
      <div
        aria-hidden
        className="flex h-9 shrink-0 items-center gap-4 border-t border-border bg-surface-2 px-4.5 text-small text-text-2"
      >
        <span className="flex items-center gap-1.5">
          <Kbd accelerator="↑+↓" /> {t('move')}
        </span>
        <span className="flex items-center gap-1.5">
          <Kbd accelerator="Enter" /> {t('run')}
        </span>
        <span className="flex items-center gap-1.5">
          <Kbd accelerator="Esc" /> {t('common:close')}
        </span>
        <span className="ml-auto truncate text-text-3">{t('languages')}</span>
      </div>
    </Autocomplete.Root>
  )
}

function Entry({ id, found, onRun }: { id: string; found: FoundItem | undefined; onRun(item: PaletteItem): void }) {
  if (!found) return null
  return (
    <Autocomplete.Item
      value={id}
      onClick={() => onRun(found.item)}
      className="flex h-9 cursor-default items-center gap-3 rounded-2 border-l-2 border-transparent px-2 data-highlighted:border-accent data-highlighted:bg-surface-3"
    >
      <PaletteRow {...found} />
    </Autocomplete.Item>
  )
}
