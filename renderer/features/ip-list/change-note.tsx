import { GitCompareArrows } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { IpListVersion } from '#contract/ip-list.ts'
import { Badge } from '#renderer/ui/controls/pill.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'

/** When the list last became another one, and by how many addresses; nothing while it never did. */
export function useChangeSentence(): (version: IpListVersion) => string | undefined {
  const { t } = useTranslation('ipList')
  const { time, count } = useFormat()
  return ({ change, since }) =>
    change && t('change.badge', { date: time(since), added: count(change.added), removed: count(change.removed) })
}

/** The same, where there is room for two numbers. */
export function ChangedBadge({ version }: { version: IpListVersion }) {
  const { t } = useTranslation('ipList')
  const { count } = useFormat()
  const sentence = useChangeSentence()(version)
  if (!version.change) return null
  const { added, removed } = version.change
  return (
    <span title={sentence}>
      <Badge icon={GitCompareArrows}>
        <span aria-hidden>{t('change.short', { added: count(added), removed: count(removed) })}</span>
        <span className="sr-only">{sentence}</span>
      </Badge>
    </span>
  )
}
