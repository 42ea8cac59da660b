import { ArrowLeftRight, Copy, Ellipsis, Share2 } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeView } from '#contract/exchange.ts'
import { ChooseDialog } from '#renderer/features/compare/choose-dialog.tsx'
import { type ChangeOne, DeleteItem, PinButton } from '#renderer/features/exchange/list/change-one.tsx'
import { EditAgain, SendAgain } from '#renderer/features/request/send-again.tsx'
import { CopyCurl } from '#renderer/features/share/copy-curl.tsx'
import { ShareDialog } from '#renderer/features/share/share-dialog.tsx'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'
import { copyText } from '#renderer/ui/feedback/copied.ts'
import { Menu, MenuItem } from '#renderer/ui/overlays/menu.tsx'

/** What can be done with an exchange. In this order: send again, copy as cURL, pin, and the rest in a menu. */
export function ExchangeActions({ exchange, change }: { exchange: ExchangeView; change: ChangeOne }) {
  return (
    <div className="ml-auto flex shrink-0 items-center gap-1.5">
      <SendAgain exchange={exchange} />
      <CopyCurl exchange={exchange} />
      <PinButton change={change} />
      <More exchange={exchange} change={change} />
    </div>
  )
}

function More({ exchange, change }: { exchange: ExchangeView; change: ChangeOne }) {
  const { t } = useTranslation(['exchange', 'compare', 'share'])
  const [open, setOpen] = useState<'compare' | 'share'>()
  const close = () => setOpen(undefined)
  const copyPath = () => copyText(exchange.path, t('action.copiedPath'))
  return (
    <>
      <Menu trigger={<IconButton icon={Ellipsis} label={t('action.more')} />}>
        <EditAgain exchange={exchange} />
        <MenuItem icon={ArrowLeftRight} onSelect={() => setOpen('compare')}>
          {t('compare:choose.open')}
        </MenuItem>
        <MenuItem icon={Share2} onSelect={() => setOpen('share')}>
          {t('share:open')}
        </MenuItem>
        <MenuItem icon={Copy} onSelect={() => void copyPath()}>
          {t('action.copyPath')}
        </MenuItem>
        <DeleteItem change={change} />
      </Menu>
      {open === 'compare' && <ChooseDialog exchange={exchange} onClose={close} />}
      {open === 'share' && <ShareDialog exchange={exchange} onClose={close} />}
    </>
  )
}
