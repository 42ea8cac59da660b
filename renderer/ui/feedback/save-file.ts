/** Long enough for a browser to have taken the bytes; none says when it has. */
const KEEP_MS = 60_000

/** Saves a file the way a browser does: it asks where, or puts it among the downloads. */
export function saveFile(bytes: Blob, fileName: string): void {
  const url = URL.createObjectURL(bytes)
  const link = document.createElement('a')
  link.href = url
  link.download = fileName
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), KEEP_MS)
}
