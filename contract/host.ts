import { type } from '@orpc/contract'
import { z } from 'zod'
import { command } from './base.ts'

/** What a host can do; the page asks for these and never for the host's name. */
export interface Capabilities {
  /** Opens an allowed link in the system's browser; without it the page uses an ordinary link. */
  openExternal: boolean
  /** Puts the token on the system's clipboard without the page seeing it. */
  clipboard: boolean
  /** Shows the actions in a native menu. */
  menu: boolean
  /** Shows system notifications. */
  notify: boolean
}

/** Where secrets live. `reason` says why they are only in memory. */
export type VaultView =
  | { kind: 'keyring'; persists: true }
  | { kind: 'file'; persists: true }
  | { kind: 'memory'; persists: false; reason: 'no-keyring' | 'basic-text' | 'root' | 'not-asked' }

/** Said once at start, about the data folder. `file` is a name inside it, never a whole path. */
export type Notice =
  | { code: 'state-set-aside'; file: string; keptAs: string }
  | { code: 'state-newer'; file: string }
  | { code: 'state-not-saved'; file: string }
  | { code: 'store-set-aside'; file: string; keptAs: string }
  | { code: 'store-newer'; file: string }
  | { code: 'store-memory' }
  | { code: 'folder-in-use' }

export interface HostView {
  kind: 'electron' | 'webhost'
  version: string
  platform: string
  /** BCP 47 tag of the system's language as the host sees it; absent when the page knows better. */
  systemLanguage?: string
  capabilities: Capabilities
  vault: VaultView
  dataFolder: string
  logFile: string
  notices: Notice[]
}

export const hostContract = {
  openExternal: command.input(z.object({ url: z.url().max(2000) })).output(type<void>()),
}
