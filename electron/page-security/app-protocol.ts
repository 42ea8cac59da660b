import { type Protocol, protocol } from 'electron'
import { APP_SCHEME } from './page.ts'
import { replyTo } from './page-reply.ts'

/** Must run before the app is ready. A standard and secure scheme gives the page an origin of its own. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ])
}

/** Serves the built page from `folder`, and nothing else. */
export function serveApp(sessionProtocol: Protocol, folder: string): void {
  sessionProtocol.handle(APP_SCHEME, (request) => replyTo(request, folder))
}
