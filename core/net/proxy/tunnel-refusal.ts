/** Why a proxy opened no tunnel. Its own texts are left out, since they may quote secrets. */
export type TunnelFailure =
  | { kind: 'unreachable'; reason: string }
  | { kind: 'auth'; reason: 'needed' | 'wrong' }
  | { kind: 'refused'; answer: string }
  | { kind: 'not-understood' }

export class TunnelRefusal extends Error {
  readonly failure: TunnelFailure

  constructor(failure: TunnelFailure) {
    super(failure.kind)
    this.failure = failure
  }
}
