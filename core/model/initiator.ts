import type { Initiator } from '#contract/pure/request/initiator.ts'

/** A person ran a command of the page: by a button, a key or a menu entry. */
export const userCommand: Initiator = { by: 'user', action: 'command' }

export const renewalJob: Initiator = { by: 'schedule', job: 'renewal' }
