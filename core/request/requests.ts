import type { Initiator } from '#contract/pure/request/initiator.ts'
import { checkRequest, costOf, endpointOf, type RequestDraft, tokenFamilyOf } from '#contract/pure/request/request.ts'
import type { RequestReply } from '#contract/request.ts'
import type { Accounts } from '#core/accounts/accounts.ts'
import { ProblemError } from '#core/kernel/problem-error.ts'
import type { Redactor } from '#core/kernel/redaction/redactor.ts'
import type { Account } from '#core/model/account.ts'
import type { Input } from '#core/model/module.ts'
import type { Tokens } from '#core/token/tokens.ts'
import type { ApiRequest } from '#core/wechat/api-transport.ts'
import type { RequestContext, WechatClient } from '#core/wechat/client.ts'
import { parseToken } from '#core/wechat/parse-reply.ts'
import { attach, fillBody, fillTarget, type PlaceholderValues } from './fill.ts'
import { readReply } from './read-reply.ts'

type SendRequest = Input<'request', 'send'>

/** Requests that a person writes; the contract says how they fail. */
export interface Requests {
  send(request: SendRequest, signal?: AbortSignal): Promise<RequestReply>
}

export interface RequestsDeps {
  client: Pick<WechatClient, 'raw'>
  tokens: Pick<Tokens, 'forCall' | 'obtain'>
  accounts: Pick<Accounts, 'get' | 'credential'>
  redactor: Redactor
  contextFor(account: Account, initiator: Initiator, signal?: AbortSignal): Promise<RequestContext>
}

const TICKETS = '/cgi-bin/ticket/getticket'

export function createRequests({ client, tokens, accounts, redactor, contextFor }: RequestsDeps): Requests {
  /** A replay's cause is the refused call, not the exchange that is sent again. */
  async function go(context: RequestContext, request: SendRequest, values: PlaceholderValues) {
    const { resendOf } = request
    const call = callFor(request, values)
    const family = tokenFamilyOf(request.target)
    const options = {
      endpoint: family ? ('token' as const) : ('api' as const),
      redactor,
    }
    const follows = context.step === 'call' && resendOf !== undefined && { causedBy: resendOf }
    return client.raw({ ...context, ...follows }, call, (reply) => {
      const fields = readReply(reply, options)
      const { exchangeId, status, size } = reply
      return { exchangeId, status, size, ...(family && { issued: parseToken(fields) }) }
    })
  }

  return {
    async send(request, signal) {
      const account = accounts.get(request.accountId)
      assertSendable(request)
      const uses = (name: string) => request.target.includes(name) || request.body.includes(name)
      const values: PlaceholderValues = {
        $WX_APPID: account.appId,
        ...(uses('$WX_APPSECRET') && { $WX_APPSECRET: (await accounts.credential(account)).appSecret }),
      }
      const action = request.resendOf === undefined ? 'request' : 'resend'
      const initiator: Initiator = { by: 'user', action }
      const context = (stop = signal) => contextFor(account, initiator, stop)

      const family = tokenFamilyOf(request.target)
      if (family) {
        const asked = { appId: appIdOf(callFor(request, values)), family, force: costOf(request) === 'force-refresh' }
        let result: RequestReply | undefined
        await tokens.obtain(
          account,
          asked,
          async (stop) => {
            const { issued, ...reply } = await go(await context(stop), request, values)
            if (!issued) throw new Error('a token endpoint was not read as one')
            result = reply
            return { ...issued, exchangeId: reply.exchangeId }
          },
          signal,
        )
        if (!result) throw new Error('a token was obtained without being asked for')
        return result
      }
      if (!request.attachToken && !uses('$WX_ACCESS_TOKEN')) return go(await context(), request, values)
      let call = await tokens.forCall(account, initiator, signal)
      for (;;) {
        try {
          const reply = await go(call.context, request, { ...values, $WX_ACCESS_TOKEN: call.token })
          call.accept()
          return reply
        } catch (error) {
          call = await call.newer(error)
        }
      }
    },
  }
}

function assertSendable(request: SendRequest): void {
  const [fault] = checkRequest(request)
  if (fault) throw new ProblemError({ code: 'request-invalid', ...fault, retry: 'never' })
  const cost = costOf(request)
  if (cost && !request.confirmed) throw new ProblemError({ code: 'confirm-request', cost, retry: 'never' })
}

/** The request as sent, with its secrets. */
function callFor({ method, target, body, attachToken }: RequestDraft, values: PlaceholderValues): ApiRequest {
  const filled = fillTarget(target, values)
  const token = values.$WX_ACCESS_TOKEN
  const handsOut = tokenFamilyOf(target) !== undefined || endpointOf(target) === TICKETS
  return {
    method,
    target: attachToken && token !== undefined ? attach(filled, token) : filled,
    // An empty one too, so that there is a Content-Length.
    ...(method === 'POST' && { body: Buffer.from(fillBody(body, values)) }),
    secrets: [token, values.$WX_APPSECRET].filter((secret) => secret !== undefined),
    tokenEndpoint: handsOut,
    repeatable: method === 'GET' && !handsOut,
    allowPartialBody: !handsOut,
  }
}

/** The AppID whose token is requested; empty when the request does not say. */
function appIdOf({ target, body }: ApiRequest): string {
  const inQuery = new URLSearchParams(target.slice(`${target}?`.indexOf('?') + 1)).get('appid')
  if (inQuery !== null) return inQuery
  try {
    const fields: unknown = JSON.parse(Buffer.from(body ?? []).toString())
    const inBody = typeof fields === 'object' && fields !== null && 'appid' in fields ? fields.appid : undefined
    return typeof inBody === 'string' ? inBody : ''
  } catch {
    return ''
  }
}
