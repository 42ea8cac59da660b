import type { Protocol } from 'electron'
import { pageHeaders } from '#contract/pure/host/page-headers.ts'
import { readPageFile } from '#core/serving/page-files.ts'
import { APP_HOST, APP_SCHEME } from './page.ts'

/** Must run before the app is ready. A standard and secure scheme gives the page an origin of its own. */
export function registerAppScheme(protocol: Protocol): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the built page from `folder`, and nothing else. */
export function serveApp(sessionProtocol: Protocol, folder: string): void {
  sessionProtocol.handle(APP_SCHEME, (request) => replyTo(request, folder))
}

/** A file of `folder`, or an empty reply; both carry the page's headers. */
export async function replyTo(request: Request, folder: string): Promise<Response> {
  if (request.method !== 'GET') return new Response(null, { status: 405, headers: { ...pageHeaders, allow: 'GET' } })
  const { host, pathname } = new URL(request.url)
  const file = host === APP_HOST ? await readPageFile(folder, pathname) : undefined
  if (!file) return new Response(null, { status: 404, headers: pageHeaders })
  return new Response(file.bytes, { headers: { ...pageHeaders, 'content-type': file.type } })
}
