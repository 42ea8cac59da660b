import { RotateCw, SquarePen } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeView } from '#contract/exchange.ts'
import { checkRequest } from '#contract/pure/request/request.ts'
import { client } from '#renderer/bridge/client.ts'
import { failureOf } from '#renderer/bridge/failure.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { CancelButton } from '#renderer/model/cancel-button.tsx'
import { useCommand } from '#renderer/model/command.ts'
import { usePage } from '#renderer/model/page-context.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { Note } from '#renderer/ui/layout/note.tsx'
import { Dialog } from '#renderer/ui/overlays/dialog.tsx'
import { MenuItem } from '#renderer/ui/overlays/menu.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { exchangeIdOf } from '#renderer/ui/problem/problem-text.ts'
import { CostDialog } from './cost-dialog.tsx'
import { recordedDraft } from './recorded-draft.ts'

/** Sends a recorded request once more, with the secrets that are held now, and shows the new exchange. */
export function SendAgain({ exchange }: { exchange: ExchangeView }) {
  const { t } = useTranslation('request')
  const { openExchange, openRequest } = usePage()
  const unable = useUnable(exchange)
  // Whoever has gone on to something else is not brought back.
  const shownId = useRef<number>(undefined)
  useEffect(() => {
    shownId.current = exchange.id
    return () => {
      shownId.current = undefined
    }
  }, [exchange.id])

  const sending = useCommand(async ({ signal, confirmed }, recorded: ExchangeView) => {
    const { id, accountId } = recorded
    const show = (sentId: number) => shownId.current === id && openExchange(sentId)
    const draft = await recordedDraft(recorded, signal)
    if (!draft) return 'no-body'
    // Something hidden has to be filled in by hand.
    if (checkRequest(draft).length > 0) return openRequest({ accountId, exchangeId: id, draft })
    const sent = { accountId, ...draft, confirmed: confirmed !== undefined, resendOf: id }
    try {
      show((await client.request.send(sent, { signal })).exchangeId)
    } catch (error) {
      const refused = signal.aborted ? undefined : exchangeIdOf(failureOf(error))
      if (refused === undefined) throw error
      show(refused)
    }
  })
  const { busy, value, failure, dismiss } = sending

  return (
    <>
      <CancelButton command={sending} size="s" />
      <Button
        size="s"
        icon={RotateCw}
        busy={busy}
        {...(unable && { 'aria-disabled': true, title: t(unable) })}
        onClick={() => !unable && void sending.run(exchange)}
        className="aria-disabled:text-text-3"
      >
        {t(busy ? 'sending' : 'resend')}
      </Button>
      <CostDialog command={sending} />
      {!busy && (failure || value === 'no-body') && (
        <Dialog open onClose={dismiss} title={t('resend')}>
          {failure ? <ProblemNote failure={failure} /> : <Note>{t('resendNoBody')}</Note>}
        </Dialog>
      )}
    </>
  )
}

/** Opens the request panel with it. */
export function EditAgain({ exchange }: { exchange: ExchangeView }) {
  const { t } = useTranslation('request')
  const { openRequest } = usePage()
  const unable = useUnable(exchange)
  if (unable) return null
  const edit = async () => {
    const { id, accountId, method, request } = exchange
    const draft = await recordedDraft(exchange, new AbortController().signal).catch(() => undefined)
    // Without its body it still has a path to begin with.
    openRequest({
      accountId,
      exchangeId: id,
      draft: draft ?? { method, target: request.target, body: '', attachToken: false },
    })
  }
  return (
    <MenuItem icon={SquarePen} onSelect={() => void edit()}>
      {t('edit')}
    </MenuItem>
  )
}

/** Why it cannot be sent again now. */
function useUnable({ accountId, outcome }: ExchangeView): 'resendGone' | 'resendRunning' | undefined {
  const accounts = useSnapshot('accounts')?.value
  if (accounts && !accounts.some(({ id }) => id === accountId)) return 'resendGone'
  return outcome.kind === 'running' ? 'resendRunning' : undefined
}
