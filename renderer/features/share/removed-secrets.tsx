import { ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { RemovedSecret } from '#contract/share.ts'
import { Icon } from '#renderer/ui/figures/icon.tsx'

/** The placeholders as one writes them, each once. */
export function namesOf(removed: RemovedSecret[]): string[] {
  return [...new Set(removed.map(({ placeholder }) => `$${placeholder}`))]
}

/** What stands for a secret, how often, and where. */
export function RemovedSecrets({ removed, runnable }: { removed: RemovedSecret[]; runnable: boolean }) {
  const { t } = useTranslation('share')
  if (removed.length === 0) return <p className="text-small text-text-3">{t('nothingRemoved')}</p>
  return (
    <div className="flex items-start gap-2 rounded-2 bg-surface-2 px-3 py-2 text-small/4.5 text-text-2">
      <Icon of={ShieldCheck} size="s" className="mt-0.5" />
      <div className="min-w-0 grow">
        <h3 className="font-strong text-text">{t('removed')}</h3>
        <ul aria-label={t('removed')}>
          {removed.map(({ placeholder, hash, length, count, where }) => (
            <li key={`${placeholder} ${hash} ${length}`} className="wrap-anywhere">
              <mark className="mono rounded-xs bg-warn-soft px-1 text-warn-text">${placeholder}</mark>{' '}
              {t(`what.${placeholder}`)} ·{' '}
              {t('removedLine', {
                length,
                count,
                where: where.map((place) => t(`where.${place}`)).join(t('separator')),
              })}
            </li>
          ))}
        </ul>
        {runnable && <p className="mt-1">{t('set', { names: namesOf(removed).join(t('separator')) })}</p>}
      </div>
    </div>
  )
}
