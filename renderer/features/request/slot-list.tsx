import { clsx } from 'clsx'
import { useTranslation } from 'react-i18next'
import { requestPresets } from '#contract/pure/request/request-presets.ts'
import { useWide } from '#renderer/ui/layout/use-wide.ts'
import { VirtualList } from '#renderer/ui/layout/virtual-list.tsx'
import { isPreset, type RequestSlot, type RequestState, requestPanel } from './request-state.ts'

const presetIds = Object.keys(requestPresets).filter((id): id is RequestSlot => isPreset(id as RequestSlot))

/** What can be sent: a recorded request when one was opened, one's own, and the presets. */
export function SlotList({ accountId, state }: { accountId: string; state: RequestState }) {
  const { t } = useTranslation('request')
  const rowHeight = useWide() ? 48 : 44
  const slots: RequestSlot[] = [...(state.drafts.recorded ? ['recorded' as const] : []), 'own', ...presetIds]
  return (
    <VirtualList
      key={rowHeight}
      items={slots}
      keyOf={(slot) => slot}
      rowHeight={rowHeight}
      label={t('presets')}
      revealKey={state.slot}
    >
      {(slot, rowProps) => (
        <button
          type="button"
          {...rowProps}
          aria-current={slot === state.slot}
          onClick={() => requestPanel.choose(accountId, slot)}
          className={clsx(
            'grid h-[calc(100%-2px)] w-full content-center gap-y-0.5 rounded-2 px-3 text-left -outline-offset-2',
            slot === state.slot ? 'bg-surface-3' : 'hover:bg-surface-2',
          )}
        >
          <span className="truncate font-strong">
            {slot === 'recorded'
              ? t('resendOf', { id: state.resendOf })
              : slot === 'own'
                ? t('own')
                : t(`preset.${slot}.name`)}
          </span>
          <SlotPath slot={slot} state={state} />
        </button>
      )}
    </VirtualList>
  )
}

function SlotPath({ slot, state }: { slot: RequestSlot; state: RequestState }) {
  const { t } = useTranslation('request')
  const target = isPreset(slot) ? requestPresets[slot].target : state.drafts[slot]?.target
  if (!target) return <span className="truncate text-small text-text-3">{t('ownPath')}</span>
  const short = target.replace(/^\/cgi-bin\//, '').split('?')[0]
  return <span className="mono truncate text-small text-text-3">{short}</span>
}
