import { ShortcutList } from './shortcut-list.tsx'

export function Shortcuts() {
  return (
    <div className="py-3">
      <ShortcutList />
    </div>
  )
}
