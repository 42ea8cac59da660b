import { ProblemError } from '#core/kernel/problem-error.ts'
import { type HttpHeaders, type HttpRequest, TransportError } from '#core/net/http.ts'
import type { HttpTransport } from '#core/net/transport/http-transport.ts'
import type { ApiRequest, ApiTransport, RequestContext } from '#core/wechat/api-transport.ts'
import { type Recording, type RecordingDeps, startRecording } from './recording.ts'

export interface RecorderOptions extends RecordingDeps {
  transport: HttpTransport
  /** Of the console, for the user-agent. */
  version: string
}

/**
 * Sends over the transport and observes it: every attempt becomes an exchange, whose record shows what the client
 * concluded. Responses are held up to the size that may be interpreted.
 */
export function createRecorder({ transport, version, ...deps }: RecorderOptions): ApiTransport {
  return {
    async send(context, request, interpret) {
      const recordings: Recording[] = []
      const failures: unknown[] = []
      const observe = () => {
        // The attempt before it found its connection dead, so it has no response and is reported at once.
        const dead = recordings.at(-1)
        dead?.conclude(interpret).catch((error) => failures.push(error))
        const recording = startRecording(dead ? reconnecting(context, dead) : context, request, deps)
        recordings.push(recording)
        return recording.observer
      }
      try {
        const { body } = await transport.send(httpRequestOf(request, context, version), {
          ...context,
          poolKey: context.accountId,
          repeatable: request.repeatable,
          observe,
        })
        // The recording gets the bytes from its observer; reading them here keeps them coming. Most responses are whole
        // by now.
        if (!recordings.at(-1)?.hasEnded()) for await (const _chunk of body) if (recordings.at(-1)?.isOverCap()) break
      } catch (error) {
        if (!(error instanceof TransportError)) throw error
      }
      const conclusion = await recordings.at(-1)?.conclude(interpret)
      if (failures.length > 0) throw failures[0]
      if (!conclusion) throw new ProblemError({ code: 'cancelled', retry: 'never' })
      if ('problem' in conclusion) throw new ProblemError(conclusion.problem)
      if ('fault' in conclusion) throw conclusion.fault
      return conclusion.value
    },
    closeIdle: transport.closeIdle,
    close: transport.close,
  }
}

const reconnecting = (context: RequestContext, { exchangeId }: Recording): RequestContext => ({
  ...context,
  step: 'reconnect',
  causedBy: exchangeId,
})

/** A request as sent, with the headers that the console adds. */
function httpRequestOf(request: ApiRequest, { origin }: RequestContext, version: string): HttpRequest {
  const { method, target } = request
  const headers: HttpHeaders = [
    ['user-agent', `mp-console/${version}`],
    ['accept', 'application/json'],
    ['accept-encoding', 'identity'],
  ]
  const body = request.json === undefined ? request.body : Buffer.from(JSON.stringify(request.json))
  if (!body) return { method, origin, target, headers }
  return { method, origin, target, headers: [...headers, ['content-type', 'application/json']], body }
}
