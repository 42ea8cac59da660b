import { clsx } from 'clsx'
import { Lock, TriangleAlert } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { Tooltip } from '#renderer/ui/controls/tooltip.tsx'
import { Icon } from '#renderer/ui/figures/icon.tsx'

/** Where secrets are kept; in memory only is worth a warning sentence. */
export function VaultLine() {
  const { t } = useTranslation('accounts')
  const vault = useSnapshot('host')?.value.vault
  if (!vault) return null
  const words = vault.persists ? t(`vault.${vault.kind}`) : t(`vault.memory.${vault.reason}`)
  return (
    <Tooltip text={words} side="right">
      <div
        // biome-ignore lint/a11y/noNoninteractiveTabindex: below 1080 px its words are only in the tooltip
        tabIndex={0}
        className={clsx(
          'flex items-center justify-center gap-2.5 rounded-2 max-wide:size-9 wide:pr-2.5 wide:pl-3.5',
          vault.persists
            ? 'text-text-2 wide:h-8 wide:justify-start'
            : 'bg-warn-soft text-warn-text wide:mb-1 wide:items-start wide:justify-start wide:py-2 wide:text-small/4.5',
        )}
      >
        <Icon of={vault.persists ? Lock : TriangleAlert} className={vault.persists ? 'text-text-3' : 'wide:mt-px'} />
        <span className="max-wide:sr-only">{words}</span>
      </div>
    </Tooltip>
  )
}
