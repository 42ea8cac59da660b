/** Puts text on the page's clipboard; `false` where the browser does not allow it. */
export function writeClipboard(text: string): Promise<boolean> {
  return navigator.clipboard.writeText(text).then(
    () => true,
    () => false,
  )
}
