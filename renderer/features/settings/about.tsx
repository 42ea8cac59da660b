import { useTranslation } from 'react-i18next'
import type { HostView } from '#contract/host.ts'
import { DOCS_URL } from '#renderer/model/links.ts'
import { ExternalLink } from '#renderer/ui/external-link.tsx'

export function About({ host }: { host: HostView }) {
  const { t } = useTranslation('settings')
  const facts = [
    [t('about.version'), host.version],
    [t('about.host'), t(`about.${host.kind}`)],
    [t('about.platform'), host.platform],
    [t('about.license'), 'MIT'],
  ]
  return (
    <div className="flex flex-col items-start gap-4 py-3">
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1.5">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-text-3">{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <ExternalLink url={DOCS_URL}>{t('about.docs')}</ExternalLink>
    </div>
  )
}
