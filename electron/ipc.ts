import { RPCHandler } from '@orpc/server/message-port'
import type { IpcMain, IpcMainEvent, MessagePortMain, WebContents } from 'electron'
import type { Log } from '#core/kernel/log/log.ts'
import type { ConsoleRouter } from '#core/router.ts'
import { isOfOrigin } from './page-security/page.ts'

/** The one channel there is: the page hands over one end of a `MessageChannel`. `preload.ts` names it again. */
const CHANNEL = 'rpc:connect'

/** Serves the contract to the page in `contents`, over the port it hands over. One port at a time. */
export function servePage(
  ipcMain: Pick<IpcMain, 'on'>,
  contents: WebContents,
  router: ConsoleRouter,
  ownOrigin: string,
  log: Log,
): void {
  const handler = new RPCHandler(router)
  let current: MessagePortMain | undefined

  ipcMain.on(CHANNEL, (event) => {
    const refusal = refusalOf(event, contents, ownOrigin)
    const [port] = event.ports
    if (refusal || !port) {
      log.error('a page that is not ours asked for a port', { refusal, origin: event.senderFrame?.origin })
      for (const refused of event.ports) refused.close()
      return
    }
    drop()
    current = port
    handler.upgrade(port)
    port.start()
  })

  // A port is not closed when the page at its other end goes; without these its streams and calls would run on.
  contents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
    if (isMainFrame && !isSameDocument) drop()
  })
  contents.on('render-process-gone', drop)
  contents.on('destroyed', drop)

  function drop(): void {
    const port = current
    current = undefined
    port?.close()
    // Electron emits `close` when the other end closes, not for our own; the handler aborts what it serves on it.
    port?.emit('close')
  }
}

/**
 * Why a port is not taken; `undefined` when it is: only from the top frame of our window, showing a page of our origin.
 * `about:blank` and `blob:` have the origin of the page that made them, so the address counts as well.
 */
function refusalOf(
  { sender, senderFrame, ports }: IpcMainEvent,
  contents: WebContents,
  ownOrigin: string,
): string | undefined {
  if (sender !== contents) return 'another window'
  if (!senderFrame) return 'the frame is gone'
  if (senderFrame.parent) return 'not the top frame'
  if (senderFrame.origin !== ownOrigin) return 'another origin'
  if (!isOfOrigin(senderFrame.url, ownOrigin)) return 'another page'
  if (ports.length !== 1) return 'not one port'
  return undefined
}
