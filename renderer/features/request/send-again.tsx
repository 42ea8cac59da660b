import { RotateCw, SquarePen } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExchangeView } from '#contract/exchange.ts'
import { checkRequest, type RequestCost } from '#contract/pure/request.ts'
import { client } from '#renderer/bridge/client.ts'
import { type Failure, failureOf } from '#renderer/bridge/failure.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { usePage } from '#renderer/model/page-context.ts'
import { Button } from '#renderer/ui/button.tsx'
import { Dialog } from '#renderer/ui/dialog.tsx'
import { MenuItem } from '#renderer/ui/menu.tsx'
import { Note } from '#renderer/ui/note.tsx'
import { ProblemNote } from '#renderer/ui/problem-note.tsx'
import { CostDialog } from './cost-dialog.tsx'
import { recordedDraft } from './recorded-draft.ts'

/** Sends a recorded request once more, with the secrets that are held now, and shows the new exchange. */
export function SendAgain({ exchange }: { exchange: ExchangeView }) {
  const { t } = useTranslation('request')
  const { openExchange, openRequest } = usePage()
  const unable = useUnable(exchange)
  const [busy, setBusy] = useState<AbortController>()
  const [question, setQuestion] = useState<RequestCost>()
  const [failure, setFailure] = useState<Failure | 'no-body'>()
  // Whoever has gone on to something else is not brought back.
  const shownId = useRef<number>(undefined)
  useEffect(() => {
    shownId.current = exchange.id
    return () => {
      shownId.current = undefined
    }
  }, [exchange.id])

  const send = async (confirmed = false) => {
    const controller = new AbortController()
    const show = (id: number) => shownId.current === exchange.id && openExchange(id)
    setBusy(controller)
    setFailure(undefined)
    try {
      const draft = await recordedDraft(exchange, controller.signal)
      if (!draft) return setFailure('no-body')
      const { id, accountId } = exchange
      // Something hidden has to be filled in by hand.
      if (checkRequest(draft).length > 0) return openRequest({ accountId, exchangeId: id, draft })
      const sent = { accountId, ...draft, confirmed, resendOf: id }
      show((await client.request.send(sent, { signal: controller.signal })).exchangeId)
    } catch (error) {
      if (controller.signal.aborted) return
      const failed = failureOf(error)
      if (failed.code === 'confirm-request') setQuestion(failed.cost)
      else if ('exchangeId' in failed && failed.exchangeId !== undefined) show(failed.exchangeId)
      else setFailure(failed)
    } finally {
      setBusy(undefined)
    }
  }

  return (
    <>
      {busy && (
        <Button variant="plain" size="s" onClick={() => busy.abort()}>
          {t('cancel')}
        </Button>
      )}
      <Button
        size="s"
        icon={RotateCw}
        busy={busy !== undefined}
        {...(unable && { 'aria-disabled': true, title: t(unable) })}
        onClick={() => !unable && void send()}
        className="aria-disabled:text-text-3"
      >
        {t(busy ? 'sending' : 'resend')}
      </Button>
      <CostDialog cost={question} onClose={() => setQuestion(undefined)} onSend={() => void send(true)} />
      {failure && (
        <Dialog open onClose={() => setFailure(undefined)} title={t('resend')}>
          {failure === 'no-body' ? <Note>{t('resendNoBody')}</Note> : <ProblemNote failure={failure} />}
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
