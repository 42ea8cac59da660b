import { ArrowRight, Cloud, Server } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { Icon, type IconType } from '../../ui/icon.tsx'

/** Who connects to whom: the question these addresses are about. */
export function Direction() {
  const { t } = useTranslation('ipList')
  return (
    <div className="mx-3 rounded-3 bg-surface-2 px-2.5 py-2 wide:mx-5 wide:px-3.5 wide:py-3">
      <div className="flex items-center gap-2.5 text-small font-strong whitespace-nowrap">
        <End icon={Cloud} name={t('wechat')} />
        <span className="flex grow items-center text-text-2">
          <span className="grow border-t-[1.5px] border-dashed border-border-control" />
          <Icon of={ArrowRight} size="s" className="-ml-1" />
        </span>
        <End icon={Server} name={t('server')} />
      </div>
      <p className="mt-2 hidden text-small/4.5 text-pretty text-text-2 wide:block">{t('sentence')}</p>
    </div>
  )
}

function End({ icon, name }: { icon: IconType; name: string }) {
  return (
    <span className="flex items-center gap-2">
      <Icon of={icon} className="text-text-2" />
      {name}
    </span>
  )
}
