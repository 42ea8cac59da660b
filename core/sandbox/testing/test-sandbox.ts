import { onTestFinished } from 'vitest'
import { type Sandbox, type SandboxOptions, startSandbox } from '#core/sandbox/server.ts'

/** A sandbox that ends with the test, and how a caller sees it. */
export interface TestSandbox extends Sandbox {
  get(path: string, query?: Record<string, string>): Promise<Reply>
  postJson(path: string, body: unknown, query?: Record<string, string>): Promise<Reply>
  classic(): Promise<string>
  stable(forced?: boolean): Promise<string>
  /** The errcode of an IP list call with this token, 0 when it succeeds. */
  errcodeOf(token: string): Promise<number>
}

export interface Reply {
  status: number
  headers: Headers
  text: string
  json: Record<string, unknown>
}

/** What the token endpoints want beside the credential. */
export const grant = { grant_type: 'client_credential' }

export async function testSandbox(options: SandboxOptions = {}): Promise<TestSandbox> {
  const sandbox = await startSandbox(options)
  onTestFinished(() => sandbox.close())
  const { origin, appId: appid, appSecret: secret } = sandbox

  const call = async (path: string, query: Record<string, string>, init?: RequestInit): Promise<Reply> => {
    const response = await fetch(`${origin}${path}?${new URLSearchParams(query)}`, init)
    const text = await response.text()
    return { status: response.status, headers: response.headers, text, json: text ? JSON.parse(text) : {} }
  }
  const get: TestSandbox['get'] = (path, query = {}) => call(path, query)
  const postJson: TestSandbox['postJson'] = (path, body, query = {}) =>
    call(path, query, { method: 'POST', body: JSON.stringify(body) })
  const tokenOf = ({ json }: Reply) => String(json.access_token)

  return {
    ...sandbox,
    get,
    postJson,
    classic: async () => tokenOf(await get('/cgi-bin/token', { ...grant, appid, secret })),
    stable: async (forced = false) =>
      tokenOf(await postJson('/cgi-bin/stable_token', { ...grant, appid, secret, force_refresh: forced })),
    errcodeOf: async (token) =>
      Number((await get('/cgi-bin/getcallbackip', { access_token: token })).json.errcode ?? 0),
  }
}
