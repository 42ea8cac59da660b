import type { Failure } from '#contract/problem.ts'
import { checkRequest, type RequestDraft } from '#contract/pure/request/request.ts'
import {
  type PresetValues,
  presetDraft,
  type RequestPresetId,
  requestPresets,
} from '#contract/pure/request/request-presets.ts'
import type { RequestReply } from '#contract/request.ts'
import { client } from '#renderer/bridge/client.ts'
import { failureOf } from '#renderer/bridge/failure.ts'
import { useStore } from '#renderer/lib/external-store.ts'
import { createPageStore } from '#renderer/lib/page-state.ts'
import { createAccountCommand, isQuestion } from '#renderer/model/command.ts'

/** Which request is being written: a preset, one of a person's own, or one that was recorded. Each keeps its draft. */
export type RequestSlot = RequestPresetId | 'own' | 'recorded'

/** How the last request ended; `cancelled` is told because WeChat may have got it. */
export type RequestEnd =
  | { kind: 'reply'; reply: RequestReply }
  | { kind: 'failed'; failure: Failure }
  | { kind: 'cancelled' }

export interface RequestState {
  slot: RequestSlot
  drafts: Partial<Record<RequestSlot, RequestDraft>>
  /** The exchange that the draft `recorded` was made from. */
  resendOf?: number
  /** What is wrong is said beside the fields from the first try to send on. */
  tried: boolean
  /** How the last request of each kind ended. */
  ends: Partial<Record<RequestSlot, RequestEnd>>
}

const initial: RequestState = { slot: 'callbackIp', drafts: {}, tried: false, ends: {} }

/** By account, as long as the page lives: what is typed and what runs outlive the screen. */
const states = createPageStore<ReadonlyMap<string, RequestState>>(new Map())

const stateOf = (accountId: string) => states.get().get(accountId) ?? initial

function change(accountId: string, change: Partial<RequestState>): void {
  states.set(new Map(states.get()).set(accountId, { ...stateOf(accountId), ...change }))
}

function endWith(accountId: string, slot: RequestSlot, end: RequestEnd): void {
  change(accountId, { ends: { ...stateOf(accountId).ends, [slot]: end } })
}

/** Sends a draft and notes how it ended, whichever slot is shown by then. A costly one asks first. */
export const requestSending = createAccountCommand(
  async ({ signal, confirmed }, accountId, slot: RequestSlot, draft: RequestDraft, resendOf?: number) => {
    const resend = slot === 'recorded' && resendOf !== undefined && { resendOf }
    try {
      const sent = { accountId, ...draft, confirmed: confirmed !== undefined, ...resend }
      endWith(accountId, slot, { kind: 'reply', reply: await client.request.send(sent, { signal }) })
    } catch (error) {
      const failure = failureOf(error)
      if (signal.aborted) endWith(accountId, slot, { kind: 'cancelled' })
      else if (!isQuestion(failure)) endWith(accountId, slot, { kind: 'failed', failure })
      throw error
    }
  },
)

export function useRequestState(accountId: string): RequestState {
  return useStore(states).get(accountId) ?? initial
}

/** What is in the fields now. */
export function draftOf({ slot, drafts }: RequestState): RequestDraft {
  return (
    drafts[slot] ?? (isPreset(slot) ? presetDraft(slot) : { method: 'GET', target: '', body: '', attachToken: true })
  )
}

export function isPreset(slot: RequestSlot): slot is RequestPresetId {
  return Object.hasOwn(requestPresets, slot)
}

/** As it is sent: a GET leaves its body in the field, blanks around a path are the clipboard's. */
export function sendable(draft: RequestDraft): RequestDraft {
  return { ...draft, target: draft.target.trim(), body: draft.method === 'GET' ? '' : draft.body }
}

export const requestPanel = {
  choose(accountId: string, slot: RequestSlot): void {
    if (slot !== stateOf(accountId).slot) change(accountId, { slot, tried: false })
  },
  edit(accountId: string, edited: Partial<RequestDraft>): void {
    const state = stateOf(accountId)
    change(accountId, { drafts: { ...state.drafts, [state.slot]: { ...draftOf(state), ...edited } } })
  },
  /** Back to what the preset says, or to empty fields. */
  clear(accountId: string): void {
    const { slot, drafts } = stateOf(accountId)
    const { [slot]: _, ...others } = drafts
    change(
      accountId,
      slot === 'recorded' ? { slot: 'own', drafts: others, tried: false } : { drafts: others, tried: false },
    )
  },
  openPreset(accountId: string, slot: RequestPresetId, values: PresetValues): void {
    change(accountId, {
      slot,
      drafts: { ...stateOf(accountId).drafts, [slot]: presetDraft(slot, values) },
      tried: false,
    })
  },
  openRecorded(accountId: string, resendOf: number, draft: RequestDraft): void {
    const { drafts, ends } = stateOf(accountId)
    const { recorded: _, ...otherEnds } = ends
    change(accountId, {
      slot: 'recorded',
      resendOf,
      drafts: { ...drafts, recorded: draft },
      ends: otherEnds,
      // What was hidden has to be filled in: that is said at once.
      tried: checkRequest(sendable(draft)).length > 0,
    })
  },
  /** Nothing leaves while something is wrong with it. */
  async send(accountId: string): Promise<void> {
    const state = stateOf(accountId)
    const draft = sendable(draftOf(state))
    change(accountId, { tried: true })
    if (checkRequest(draft).length > 0) return
    await requestSending(accountId).run(state.slot, draft, state.resendOf)
  },
}
