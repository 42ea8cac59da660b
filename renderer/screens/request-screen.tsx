import { Gauge, RotateCcw } from 'lucide-react'
import { useEffect, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { checkRequest } from '#contract/pure/request/request.ts'
import { type RequestPresetId, requestPresets } from '#contract/pure/request/request-presets.ts'
import { dialogIsOpen, useEscape } from '#renderer/actions/keyboard.ts'
import { ResponseBody } from '#renderer/features/exchange/body/response-body.tsx'
import { CostDialog } from '#renderer/features/request/cost-dialog.tsx'
import { RequestForm, SEND_KEYS } from '#renderer/features/request/request-form.tsx'
import { RequestResult } from '#renderer/features/request/request-result.tsx'
import {
  draftOf,
  isPreset,
  requestPanel,
  requestSending,
  sendable,
  useRequestState,
} from '#renderer/features/request/request-state.ts'
import { SlotList } from '#renderer/features/request/slot-list.tsx'
import { useAccountName } from '#renderer/model/accounts.ts'
import { useCommandView } from '#renderer/model/command.ts'
import type { RequestOpening } from '#renderer/model/page-context.ts'
import { matches } from '#renderer/ui/controls/accelerator.ts'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { Region } from '#renderer/ui/layout/region.tsx'
import { BackHeader } from '#renderer/ui/layout/sheet.tsx'
import { ExternalLink } from '#renderer/ui/problem/external-link.tsx'

/** Any request under /cgi-bin/, from a preset, from a recorded one, or of one's own. */
export function RequestScreen({
  account,
  opening,
  onBack,
}: {
  account: AccountView
  opening: RequestOpening | undefined
  onBack(): void
}) {
  const { t } = useTranslation('request')
  const name = useAccountName()(account)
  const state = useRequestState(account.id)
  const sending = useCommandView(requestSending(account.id))
  const target = useRef<HTMLInputElement>(null)
  const body = useRef<HTMLTextAreaElement>(null)
  useEscape(onBack)
  useOpening(account.id, opening)

  const send = () => {
    void requestPanel.send(account.id)
    const fault = checkRequest(sendable(draftOf(state)))[0]
    if (fault) (fault.field === 'target' ? target : body).current?.focus()
  }
  useSendKeys(send)

  return (
    <>
      <BackHeader back={t('back')} title={t('title')} about={name} onBack={onBack} />
      <div className="grid min-h-0 grow grid-cols-[220px_minmax(0,1fr)] wide:grid-cols-[276px_minmax(0,1fr)]">
        <Region label={t('presets')} className="border-r border-border py-2">
          <SlotList accountId={account.id} state={state} />
        </Region>
        <Region label={t('title')} className="overflow-y-auto px-4 py-3 wide:px-5 wide:py-4">
          <div className="grid max-w-220 gap-4">
            <div className="flex items-start gap-3">
              <div className="min-w-0 grow">
                {isPreset(state.slot) ? <About id={state.slot} /> : <Heading state={state} />}
              </div>
              {state.drafts[state.slot] && (
                <IconButton icon={RotateCcw} label={t('clear')} onClick={() => requestPanel.clear(account.id)} />
              )}
            </div>
            <RequestForm account={account} state={state} fields={{ target, body }} onSend={send} />
            <section aria-label={t('result')} className="border-t border-border pt-4">
              <RequestResult
                accountId={account.id}
                state={state}
                replyBody={(exchangeId, size) => (
                  <ResponseBody exchangeId={exchangeId} size={size} label={t('reply')} />
                )}
              />
            </section>
          </div>
        </Region>
      </div>
      <CostDialog command={sending} />
    </>
  )
}

function Heading({ state }: { state: ReturnType<typeof useRequestState> }) {
  const { t } = useTranslation('request')
  return <h2 className="font-title">{state.slot === 'recorded' ? t('resendOf', { id: state.resendOf }) : t('own')}</h2>
}

/** What a preset is for, what it costs, and where WeChat says so. */
function About({ id }: { id: RequestPresetId }) {
  const { t } = useTranslation('request')
  return (
    <>
      <div className="flex flex-wrap items-center gap-x-4">
        <h2 className="font-title">{t(`preset.${id}.name`)}</h2>
        <span className="text-small">
          <ExternalLink url={requestPresets[id].docs}>{t('docs')}</ExternalLink>
        </span>
      </div>
      <p className="mt-1 text-small/4.5 text-text-2">{t(`preset.${id}.why`)}</p>
      <p className="mt-1 flex gap-1.5 text-small/4.5 text-text-3">
        <Icon of={Gauge} size="s" className="mt-0.5" />
        {t(`preset.${id}.limits`)}
      </p>
    </>
  )
}

/** Takes over what the screen was opened with; what was typed elsewhere on it stays in its own place. */
function useOpening(accountId: string, opening: RequestOpening | undefined): void {
  useLayoutEffect(() => {
    if (!opening) return
    if ('preset' in opening) requestPanel.openPreset(accountId, opening.preset, opening)
    else requestPanel.openRecorded(accountId, opening.exchangeId, opening.draft)
  }, [accountId, opening])
}

/** On this screen it is the request that is sent, not a token that is fetched. */
function useSendKeys(send: () => void): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.repeat || dialogIsOpen() || !matches(event, SEND_KEYS)) return
      event.preventDefault()
      send()
    }
    document.addEventListener('keydown', onKey, true)
    return () => document.removeEventListener('keydown', onKey, true)
  }, [send])
}
