/**
 * Why a write failed. `no-space`: no space, no inodes, over a quota or a limit of file size · `no-access`: the
 * permissions, a read-only disk, or something other than a file at its path · `gone`: the folder, the file or the disk
 * no longer exists · `busy`: another program has it locked · `damaged`: the file is no whole database · `io`: the disk
 * failed.
 */
export const writeFailures = ['no-space', 'no-access', 'gone', 'busy', 'damaged', 'io', 'other'] as const
export type WriteFailure = (typeof writeFailures)[number]
