import type { ActionId } from '../contract/pure/actions.ts'
import type { Settings } from '../contract/settings.ts'
import type { Ports } from './ports.ts'

/** The product without a window: what a host serves and steers. */
export interface ConsoleApp {
  settings: { current(): Settings; subscribe(listener: (settings: Settings) => void): () => void }
  /** Hands a native menu entry to every page. */
  pushAction(id: ActionId): void
  close(): Promise<void>
}

export declare function createApp(ports: Ports): Promise<ConsoleApp>
