/**
 * Why something could not be written. `no-space`: no room, no inodes, over a quota or a limit of file size ·
 * `no-access`: the rights, a read-only disk, or something else than a file in its place · `gone`: the folder, the file
 * or the disk is not there any more · `busy`: another program holds it · `damaged`: the file is no whole database ·
 * `io`: the disk failed.
 */
export const writeFailures = ['no-space', 'no-access', 'gone', 'busy', 'damaged', 'io', 'other'] as const
export type WriteFailure = (typeof writeFailures)[number]
