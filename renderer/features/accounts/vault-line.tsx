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
  if (vault.persists) {
    const words = t(`vault.${vault.kind}`)
    return (
      <Line text={words}>
        <Icon of={Lock} className="text-text-3" />
        <span className="max-wide:sr-only">{words}</span>
      </Line>
    )
  }
  const words = t(`vault.memory.${vault.reason}`)
  return (
    <Line text={words} warn>
      <Icon of={TriangleAlert} className="wide:mt-px" />
      <span className="max-wide:sr-only">{words}</span>
    </Line>
  )
}

function Line({ text, warn = false, children }: { text: string; warn?: boolean; children: React.ReactNode }) {
  const place = 'flex items-center justify-center gap-2.5 rounded-2 max-wide:size-9 wide:pr-2.5 wide:pl-3.5'
  const look = warn
    ? 'bg-warn-soft text-warn-text wide:mb-1 wide:items-start wide:justify-start wide:py-2 wide:text-small/4.5'
    : 'text-text-2 wide:h-8 wide:justify-start'
  return (
    <Tooltip text={text} side="right">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: below 1080 px its words are only in the tooltip */}
      <div tabIndex={0} className={`${place} ${look}`}>
        {children}
      </div>
    </Tooltip>
  )
}
