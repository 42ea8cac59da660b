import { Search, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Icon } from '#renderer/ui/figures/icon.tsx'

/** The search over the table. Esc empties it before it leaves the screen. */
export function SearchBox({ label, value, onChange }: { label: string; value: string; onChange(value: string): void }) {
  const { t } = useTranslation('ipList')
  return (
    <div className="relative w-73 min-w-36 shrink">
      <Icon of={Search} className="pointer-events-none absolute top-1/2 left-2.5 -translate-y-1/2 text-text-3" />
      <input
        type="search"
        spellCheck={false}
        autoComplete="off"
        aria-label={label}
        placeholder={label}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || value === '') return
          event.preventDefault()
          onChange('')
        }}
        className="focus-inset h-8 w-full truncate rounded-2 border border-border-control bg-surface pr-8 pl-8.5 [&::-webkit-search-cancel-button]:hidden"
      />
      {value !== '' && (
        <button
          type="button"
          aria-label={t('clear')}
          onClick={() => onChange('')}
          className="absolute top-0.5 right-0.5 grid size-7 place-items-center rounded-2 text-text-2 hover:text-text"
        >
          <Icon of={X} size="s" />
        </button>
      )}
    </div>
  )
}
