import type { WhitelistView } from '#contract/whitelist.ts'
import type { Stamped } from '#renderer/bridge/stores.ts'
import { useStepsLeft } from '#renderer/model/clock/use-countdown.ts'

const SECOND_MS = 1000

/** A saved whitelist that has yet to act, or has had its time. Moments are epoch ms on the account's clock. */
export interface Wait {
  at: number
  againAt: number
  /** `4:32`, while there is reason to wait. */
  left: string
  isOver: boolean
}

/** Counts down between snapshots; `undefined` when nothing was saved. */
export function useWait({ value, receivedAt }: Stamped<Pick<WhitelistView, 'saved'>>): Wait | undefined {
  const { saved } = value
  const seconds = useStepsLeft({ remainingMs: saved?.remainingMs ?? 0, receivedAt }, SECOND_MS)
  if (!saved) return undefined
  const left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return { at: saved.at, againAt: saved.againAt, left, isOver: seconds === 0 }
}
