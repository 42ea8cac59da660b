import { useTranslation } from 'react-i18next'
import type { ExchangeSummary } from '#contract/exchange.ts'
import { UNDO_MS } from '#contract/pure/limits.ts'
import { acceleratorOf } from '#renderer/actions/registry.ts'
import { client } from '#renderer/bridge/client.ts'
import { pageState } from '#renderer/lib/page-state.ts'
import { useCommand } from '#renderer/model/command.ts'
import { toasts } from '#renderer/ui/feedback/toast.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'

type Some = Pick<ExchangeSummary, 'id' | 'pinned' | 'outcome'>[]

export type ChangeExchanges = ReturnType<typeof useChangeExchanges>

/** Those that can be deleted: one that is still running would come back. */
export const removable = <One extends Some[number]>(exchanges: One[]): One[] =>
  exchanges.filter(({ outcome }) => outcome.kind !== 'running')

/** Asked to be deleted and maybe still in sight: a second press means nothing. */
const pendingDeletes = pageState(() => new Set<number>())

/** What a list does to its exchanges. */
export function useChangeExchanges() {
  const { t } = useTranslation('exchange')
  const { count } = useFormat()
  const pending = pendingDeletes()
  const { offer, show } = toasts()
  const settle = (ids: number[]) => {
    for (const id of ids) pending.delete(id)
  }

  // Neither takes its signal: one that is replaced still has to happen.
  const pin = useCommand((_, ids: number[], pinned: boolean) => client.exchange.pin({ ids, pinned }), {
    whileBusy: 'replace',
  })
  const remove = useCommand(
    async (_, ids: number[]) => {
      const askedAt = performance.now()
      for (const id of ids) pending.add(id)
      try {
        await client.exchange.remove({ ids })
      } catch (error) {
        settle(ids)
        throw error
      }
      const restore = () => {
        settle(ids)
        client.exchange.restore({ ids }).catch(() => show(t('notRestored', { count: ids.length })))
      }
      const text = t('deleted', { count: ids.length, formatted: count(ids.length) })
      // From the press on, so that nothing is offered that the host has wiped already.
      const leftMs = UNDO_MS - (performance.now() - askedAt)
      offer({ text, label: t('undo'), accelerator: acceleratorOf('exchange.undo'), run: restore }, leftMs)
    },
    { whileBusy: 'replace' },
  )

  return {
    /** Pins them, or unpins them when all are pinned. */
    togglePin(exchanges: Some) {
      const pinned = !exchanges.every((one) => one.pinned)
      const ids = exchanges.filter((one) => one.pinned !== pinned).map(({ id }) => id)
      if (ids.length > 0) void pin.run(ids, pinned)
    },
    /** Deletes those that are not running, with an offer to take it back. */
    remove(exchanges: Some) {
      const ids = removable(exchanges).flatMap(({ id }) => (pending.has(id) ? [] : id))
      if (ids.length > 0) void remove.run(ids)
    },
    failure: remove.failure ?? pin.failure,
  }
}
