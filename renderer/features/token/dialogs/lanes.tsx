import { useTranslation } from 'react-i18next'

/** Two lives over one axis: the present one ends five minutes after the new one begins. */
export function Lanes() {
  const { t } = useTranslation('token')
  const bar = 'flex h-5 items-center truncate rounded-1 px-2 text-micro font-strong'
  return (
    <div aria-hidden className="my-1 grid grid-cols-[84px_41fr_20fr_39fr] items-center gap-y-2.5 text-small">
      <span className="text-text-2">{t('lanes.current')}</span>
      <span className={`${bar} bg-surface-3 text-text-2`}>{t('lanes.currentLive')}</span>
      <span className={`${bar} border border-warn bg-warn-soft text-warn-text`}>{t('lanes.overlap')}</span>
      <span className={`${bar} ml-0.5 border border-dashed border-border-control text-text-3`}>
        {t('lanes.refused')}
      </span>
      <span className="text-text-2">{t('lanes.next')}</span>
      <span />
      <span className={`${bar} col-span-2 border border-life-live bg-accent-soft text-accent-text`}>
        {t('lanes.nextLive')}
      </span>
      <span className="col-start-3 -translate-x-1/2 justify-self-start text-micro whitespace-nowrap text-text-3">
        {t('lanes.now')}
      </span>
      <span className="-translate-x-1/2 justify-self-start text-micro whitespace-nowrap text-text-3">
        {t('lanes.later')}
      </span>
    </div>
  )
}
