/** Why a proxy does not pass on. Texts of the proxy's own are not kept: they may quote anything. */
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
