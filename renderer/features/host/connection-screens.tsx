import { KeyRound, Layers2, PlugZap } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { follow } from '#renderer/bridge/connection.ts'
import { useConnection } from '#renderer/bridge/use-connection.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { Icon, type IconType } from '#renderer/ui/figures/icon.tsx'
import { Note } from '#renderer/ui/layout/note.tsx'
import { SkeletonRows } from '#renderer/ui/layout/skeleton.tsx'

/** One line over everything while the host does not answer. */
export function LostBanner() {
  const { t } = useTranslation('host')
  if (useConnection() !== 'lost') return null
  return <Note banner>{t('lost')}</Note>
}

/** In place of the console while this page may not have it; `undefined` when it may. */
export function useBarrier(): ReactNode | undefined {
  const { t } = useTranslation('host')
  const connection = useConnection()
  const takeOver = (label: string) => (
    <Button variant="primary" size="l" className="self-start" onClick={() => void follow(true)}>
      {label}
    </Button>
  )
  if (connection === 'no-key' || connection === 'ticket-dead') {
    const text = connection === 'no-key' ? 'noKey' : 'ticketDead'
    return <Barrier icon={KeyRound} title={t(`${text}.title`)} why={t(`${text}.why`)} todo={t('getAddress')} />
  }
  if (connection === 'too-many-pages') {
    return (
      <Barrier icon={Layers2} title={t('tooMany.title')} why={t('tooMany.why')} todo={t('tooMany.todo')}>
        {takeOver(t('tooMany.takeOver'))}
      </Barrier>
    )
  }
  if (connection === 'taken-over') {
    return (
      <Barrier icon={Layers2} title={t('takenOver.title')} why={t('takenOver.why')}>
        {takeOver(t('takenOver.takeBack'))}
      </Barrier>
    )
  }
  return undefined
}

/** Before the first snapshot: where things will be, or that the host is not there. */
export function Waiting() {
  const { t } = useTranslation('host')
  if (useConnection() === 'lost') {
    return <Barrier icon={PlugZap} title={t('lostAtStart')} />
  }
  return (
    <div role="status" className="grow p-5">
      <span className="sr-only">{t('connecting')}</span>
      <SkeletonRows widths={[30, 55, 45, 50]} />
    </div>
  )
}

function Barrier({
  icon,
  title,
  why,
  todo,
  children,
}: {
  icon: IconType
  title: string
  why?: string
  todo?: string
  children?: ReactNode
}) {
  return (
    <div role="alert" className="m-auto flex max-w-120 flex-col gap-3 p-8">
      <Icon of={icon} size="l" className="text-text-3" />
      <h1 className="text-head font-title tracking-title text-balance">{title}</h1>
      {[why, todo].filter(Boolean).map((text) => (
        <p key={text} className="text-read text-pretty text-text-2">
          {text}
        </p>
      ))}
      {children}
    </div>
  )
}
