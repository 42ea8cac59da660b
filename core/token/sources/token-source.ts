import type { SourceTraits } from '#contract/pure/credentials/token-source.ts'
import type { ExchangeStep, Initiator } from '#contract/pure/request/initiator.ts'

export interface ObtainedToken {
  token: string
  /** Life left as of the reply. */
  expiresInSeconds: number
  exchangeId?: number
}

/** Who wants a token, and for which step of what they do. */
export interface ObtainCall {
  initiator: Initiator
  step: ExchangeStep
  /** The exchange whose answer makes this one be sent. */
  causedBy?: number
  /** Replaces the token before its end; only where a source `canForce`. */
  force?: boolean
}

/** Where the tokens of one account come from. */
export interface TokenSource extends SourceTraits {
  /** Fails as the request for it does, and with `wrong-family` where there is nobody to ask. */
  obtain(call: ObtainCall, signal: AbortSignal): Promise<ObtainedToken>
}
