import { useState } from 'react'
import type { TokenView } from '#contract/token.ts'
import { useAction } from '#renderer/actions/registry.ts'
import { client } from '#renderer/bridge/client.ts'
import { type CommandView, useCommand } from '#renderer/model/command.ts'

export interface Probe extends CommandView<[], void> {
  /** When WeChat accepted the token that is held now, on the page's clock; a refusal shows in its state. */
  acceptedAt: number | undefined
}

/** One harmless call with the held token, which is what the action means while this is on screen. */
export function useProbe({ accountId, hash, fetchingForMs }: TokenView): Probe {
  const [accepted, setAccepted] = useState<{ hash: string | undefined; at: number }>()
  const call = useCommand(async (options) => {
    setAccepted(undefined)
    const { outcome } = await client.token.probe({ accountId }, options)
    if (outcome === 'works') setAccepted({ hash, at: Date.now() })
  })
  useAction('token.test', () => void call.run())
  // What a fetch tells is newer.
  if (accepted && (fetchingForMs !== undefined || accepted.hash !== hash)) setAccepted(undefined)
  return { ...call, acceptedAt: accepted?.at }
}
