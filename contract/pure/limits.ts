/**
 * Characters of a pasted text that are searched for codes, tokens and credentials. The rest is kept, and the page says
 * that it is unread.
 */
export const MAX_LOOKED_AT = 20_000
/** Milliseconds between heartbeats of the event stream. */
export const HEARTBEAT_MS = 10_000
/** Milliseconds without a heartbeat after which a page says that the host is lost. */
export const HOST_LOST_MS = 25_000
/** Bytes of one slice of a body on the bridge. */
export const MAX_SLICE_BYTES = 256 * 1024
/** Longest list of exchange ids in one command. */
export const MAX_EXCHANGE_IDS = 50_000
/** Milliseconds in which removed exchanges can be restored. */
export const UNDO_MS = 15_000
/** Milliseconds until a copied secret is cleared from the clipboard, unless something else was copied since. */
export const CLIPBOARD_CLEARED_AFTER_MS = 60_000
/** Limits of the setting for the number of stored exchanges. */
export const LEAST_EXCHANGES = 100
export const MOST_EXCHANGES = 20_000
/** Limits of the setting for their size, in MiB. */
export const LEAST_EXCHANGE_MB = 10
export const MOST_EXCHANGE_MB = 2_000
