/** Characters of a pasted text in which codes, tokens and credentials are looked for. The rest is kept, and said to be unread. */
export const MAX_LOOKED_AT = 20_000
/** Milliseconds between heartbeats of the event stream. */
export const HEARTBEAT_MS = 10_000
/** Without a heartbeat for so long, a page says that the host is lost. */
export const HOST_LOST_MS = 25_000
/** One slice of a body on the bridge, in bytes. */
export const MAX_SLICE_BYTES = 256 * 1024
/** Exchanges that one command may name. */
export const MAX_EXCHANGE_IDS = 50_000
/** For so long a removed exchange can be brought back. */
export const UNDO_MS = 15_000
/** A copied secret leaves the clipboard after so long, unless something else was copied since. */
export const CLIPBOARD_CLEARED_AFTER_MS = 60_000
/** What a person may set as the number of exchanges that are kept. */
export const LEAST_EXCHANGES = 100
export const MOST_EXCHANGES = 20_000
/** And as their size, in MiB. */
export const LEAST_EXCHANGE_MB = 10
export const MOST_EXCHANGE_MB = 2_000
