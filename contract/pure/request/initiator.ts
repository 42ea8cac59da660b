/** `command`: a button, a key, a menu entry · `request`: the request panel · `resend`: an exchange sent again. */
export const userActions = ['command', 'request', 'resend', 'connection-test'] as const
export const scheduledJobs = ['renewal', 'daily-refresh'] as const

/** Who wanted a call. `client`: a program that calls through this console. */
export type Initiator =
  | { by: 'user'; action: (typeof userActions)[number] }
  | { by: 'schedule'; job: (typeof scheduledJobs)[number] }
  | { by: 'client'; clientId: string }

/**
 * What an exchange does within the call: it is the call itself, a harmless call that tests a token, the fetch of the
 * token that the call needs, the one refetch and the one replay after a refusal, a retry after a pause, or a retry on a
 * new connection.
 */
export const exchangeSteps = ['call', 'probe', 'token-for-call', 'refetch', 'replay', 'backoff', 'reconnect'] as const
export type ExchangeStep = (typeof exchangeSteps)[number]

/** The key of the text for why an exchange was sent: the initiator for the call itself, else the step. */
export type Cause = ExchangeStep | (typeof userActions)[number] | (typeof scheduledJobs)[number] | 'client'

export function causeOf({ step, initiator }: { step: ExchangeStep; initiator?: Initiator }): Cause {
  if (step !== 'call' || !initiator) return step
  if (initiator.by === 'user') return initiator.action
  return initiator.by === 'schedule' ? initiator.job : 'client'
}
