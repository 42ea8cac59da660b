import { ArrowLeftRight, ArrowRight, Cloud, Server } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { IpListKind, IpListView } from '#contract/ip-list.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { useStore } from '#renderer/lib/external-store.ts'
import { createPageStore } from '#renderer/lib/page-state.ts'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'
import { Segmented } from '#renderer/ui/controls/segmented.tsx'
import { Icon, type IconType } from '#renderer/ui/figures/icon.tsx'

interface Choice {
  kind: IpListKind
  onChange(kind: IpListKind): void
}

/** Both lists by name. */
export function KindSwitch({ kind, onChange, className = '' }: Choice & { className?: string }) {
  const { t } = useTranslation('ipList')
  return (
    <Segmented<IpListKind>
      label={t('kind.label')}
      value={kind}
      onChange={onChange}
      className={className}
      options={[
        { value: 'callback', label: t('kind.callback') },
        { value: 'api-domain', label: t('kind.api-domain') },
      ]}
    />
  )
}

/** Who connects to whom: the question these addresses are about. Where there is little room it is the switch, too. */
export function Direction({ kind, onChange }: Choice) {
  const { t } = useTranslation('ipList')
  const [from, to] = useEnds(kind)
  const other: IpListKind = kind === 'callback' ? 'api-domain' : 'callback'
  return (
    <div className="mx-3 rounded-3 bg-surface-2 px-2.5 py-1 wide:mx-5 wide:px-3.5 wide:py-3">
      <div className="flex items-center gap-2.5 text-small font-strong whitespace-nowrap">
        <End {...from} />
        <span className="flex grow items-center text-text-2">
          <span className="grow border-t-[1.5px] border-dashed border-border-control" />
          <Icon of={ArrowRight} size="s" className="-ml-1" />
        </span>
        <End {...to} />
        <IconButton
          icon={ArrowLeftRight}
          label={t('kind.swap', { kind: t(`kind.${other}`) })}
          onClick={() => onChange(other)}
          className="wide:hidden"
        />
      </div>
      <p className="mt-2 hidden text-small/4.5 text-pretty text-text-2 wide:block">{t(`direction.${kind}`)}</p>
    </div>
  )
}

/** The same drawing as part of a heading. */
export function DirectionLine({ kind }: { kind: IpListKind }) {
  const { t } = useTranslation('ipList')
  const [from, to] = useEnds(kind)
  const route = t(kind === 'callback' ? 'direction.inbound' : 'direction.outbound')
  return (
    <span className="flex min-w-0 items-center gap-2 overflow-hidden text-small whitespace-nowrap text-text-2">
      <End {...from} />
      <Icon of={ArrowRight} size="s" />
      <End icon={to.icon} name={to.name + route} />
    </span>
  )
}

interface EndProps {
  icon: IconType
  name: string
}

function useEnds(kind: IpListKind): [EndProps, EndProps] {
  const { t } = useTranslation('ipList')
  const server = { icon: Server, name: t('direction.server') }
  return kind === 'callback'
    ? [{ icon: Cloud, name: t('direction.wechat') }, server]
    : [server, { icon: Cloud, name: t('direction.api') }]
}

function End({ icon, name }: EndProps) {
  return (
    <span className="flex items-center gap-2">
      <Icon of={icon} className="text-text-2" />
      {name}
    </span>
  )
}

const shownKind = createPageStore<IpListKind>('callback')

/** Which of the two lists is looked at; the panel and the full screen show the same. */
export function useShownKind(): [IpListKind, (kind: IpListKind) => void] {
  return [useStore(shownKind), shownKind.set]
}

/** One of an account's two lists. */
export function useIpList(accountId: string, kind: IpListKind): IpListView | undefined {
  return useSnapshot('ipList')?.value.find((view) => view.accountId === accountId && view.kind === kind)
}
