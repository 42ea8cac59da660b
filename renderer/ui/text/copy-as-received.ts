/** A selection is copied as it was received: where a code is shown, the characters that it stands for. */
export function copyAsReceived(page: Document): void {
  page.addEventListener('copy', (event) => {
    const selection = page.getSelection()
    if (!selection || !event.clipboardData || event.defaultPrevented) return
    const shown = [...page.querySelectorAll<HTMLElement>('[data-hidden]')].flatMap((chip) => {
      const node = chip.firstChild
      return node instanceof Text && selection.containsNode(chip, true) ? [{ node, codes: node.data, chip }] : []
    })
    if (shown.length === 0) return
    for (const { node, chip } of shown) node.data = chip.dataset.hidden ?? ''
    event.clipboardData.setData('text/plain', selection.toString())
    for (const { node, codes } of shown) node.data = codes
    event.preventDefault()
  })
}
