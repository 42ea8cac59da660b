import { cleanup, screen, waitFor, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import type { ExchangeView } from '#contract/exchange.ts'
import type { ShareFormat, SnippetFormat } from '#contract/pure/share.ts'
import type { CopiedWithSecrets, RemovedSecret, SharedText } from '#contract/share.ts'
import { startTexts } from '#renderer/i18n.ts'
import { renderInPage } from '#renderer/testing/render-in-page.tsx'
import { refusal, startTestHost } from '#renderer/testing/test-host.ts'
import { CopyCurl } from './copy-curl.tsx'
import { HarDialog } from './har-dialog.tsx'
import { ShareDialog } from './share-dialog.tsx'

const body = '{"access_token":"[hidden:136-chars:#abcdef]"}'
const exchange = {
  id: 7,
  path: '/cgi-bin/stable_token',
  request: { headers: [], body: { size: 0 } },
  response: { headers: [['Content-Type', 'application/json; charset=utf-8']], body: { size: body.length } },
} as unknown as ExchangeView

const secret = (more: Partial<RemovedSecret> = {}): RemovedSecret => ({
  placeholder: 'WX_ACCESS_TOKEN',
  hash: 'abcdef',
  length: 136,
  count: 1,
  where: ['request-target'],
  real: 'held',
  ...more,
})
const handedOver = (more: Partial<SharedText> = {}): SharedText => ({
  text: `curl 'https://h/?access_token='"$WX_ACCESS_TOKEN"\n`,
  fileName: 'stable_token-7.sh',
  mediaType: 'text/x-shellscript',
  removed: [secret()],
  notes: [],
  ...more,
})

const write = vi.fn<(input: { id: number; format: ShareFormat; language: string }) => SharedText>()
const copyWithSecrets = vi.fn<(input: { id: number; format: SnippetFormat; confirmed: true }) => CopiedWithSecrets>()
const har = vi.fn<(input: { ids: number[] }) => SharedText>()
const host = startTestHost({
  share: { write, copyWithSecrets, har },
  exchange: { body: ({ offset }: { offset: number }) => new Blob([body.slice(offset)]) },
})

const clipboard = vi.fn<(text: string) => Promise<void>>()
const saved: { name: string; bytes: Blob }[] = []

beforeAll(startTexts)
beforeEach(() => {
  write.mockReset().mockReturnValue(handedOver())
  copyWithSecrets.mockReset()
  har.mockReset()
  clipboard.mockReset().mockResolvedValue()
  host.calls.length = 0
  saved.length = 0
  vi.spyOn(navigator.clipboard, 'writeText').mockImplementation(clipboard)
  vi.spyOn(URL, 'createObjectURL').mockImplementation((bytes) => {
    saved.push({ name: '', bytes: bytes as Blob })
    return 'blob:x'
  })
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    const last = saved.at(-1)
    if (last) last.name = this.download
  })
})
afterEach(() => {
  cleanup()
  vi.restoreAllMocks()
})

const open = async () => {
  const onClose = vi.fn()
  renderInPage(<ShareDialog exchange={exchange} onClose={onClose} />)
  await screen.findByRole('region', { name: 'Preview' })
  return onClose
}

test('cURL is copied at once, and the toast says what is a placeholder', async () => {
  renderInPage(<CopyCurl exchange={exchange} />)
  await userEvent.click(screen.getByRole('button', { name: 'Copy as cURL' }))
  await screen.findByText('cURL copied. $WX_ACCESS_TOKEN is a placeholder')
  expect(clipboard.mock.calls[0]?.[0]).toContain('"$WX_ACCESS_TOKEN"')
})

test('an exchange that is gone says so instead of being copied', async () => {
  write.mockImplementation(() => {
    throw refusal({ code: 'exchange-not-found', retry: 'never' })
  })
  renderInPage(<CopyCurl exchange={exchange} />)
  await userEvent.click(screen.getByRole('button', { name: 'Copy as cURL' }))
  expect((await screen.findByRole('dialog')).textContent).toContain('This exchange no longer exists')
})

test('the preview sets apart what stands for a secret, and says what was removed and where', async () => {
  await open()
  const preview = screen.getByRole('region', { name: 'Preview' })
  expect(preview.querySelector('mark')?.textContent).toBe('$WX_ACCESS_TOKEN')
  const list = screen.getByRole('list', { name: 'Secrets removed' })
  expect(list.textContent).toContain('the access_token · 136 characters, once: request URL')
  screen.getByText('Set $WX_ACCESS_TOKEN in the environment before running it.')
})

test('each format is written anew, and saved under the name it comes with', async () => {
  await open()
  write.mockReturnValue(handedOver({ text: '{"log":{}}', fileName: 'x-7.har', mediaType: 'application/json' }))
  await userEvent.click(screen.getByRole('radio', { name: 'HAR 1.2' }))
  await waitFor(() => expect(screen.getByRole('region', { name: 'Preview' }).textContent).toContain('"log"'))
  await userEvent.click(screen.getByRole('button', { name: 'Save…' }))
  expect(saved[0]?.name).toBe('x-7.har')
  expect(await saved[0]?.bytes.text()).toBe('{"log":{}}')
  expect(screen.queryByRole('button', { name: 'Copy with real secrets…' })).toBeNull()
})

test('a body is saved byte for byte as it was recorded; one that is not there is not offered', async () => {
  await open()
  expect(screen.queryByRole('radio', { name: 'Request body' })).toBeNull()
  await userEvent.click(screen.getByRole('radio', { name: 'Response body' }))
  await screen.findByText('Secrets in bodies stay as markers.')
  await userEvent.click(screen.getByRole('button', { name: 'Save…' }))
  await waitFor(() => expect(saved).toHaveLength(1))
  expect(saved[0]?.name).toBe('stable_token-7-response.json')
  expect(await saved[0]?.bytes.text()).toBe(body)
})

test('real secrets take a question of their own, which names them; the way without has the focus', async () => {
  write.mockReturnValue(
    handedOver({
      removed: [secret(), secret({ placeholder: 'WX_APPSECRET', hash: '012345', real: 'no-clipboard' })],
    }),
  )
  copyWithSecrets.mockReturnValue({ copied: false, text: 'curl with a token', included: ['WX_ACCESS_TOKEN'] })
  const onClose = await open()
  await userEvent.click(screen.getByRole('button', { name: 'Copy with real secrets…' }))
  expect(copyWithSecrets).not.toHaveBeenCalled()
  const dialog = await screen.findByRole('dialog', { name: 'Copy real secrets?' })
  const included = await within(dialog).findByRole('region', { name: 'Will be included' })
  expect(included.textContent).toContain('$WX_ACCESS_TOKEN #abcdef')
  const kept = within(dialog).getByRole('region', { name: 'Stays a placeholder' })
  expect(kept.textContent).toContain('an AppSecret never enters a browser page')
  expect(document.activeElement?.textContent).toBe('Copy with placeholders')
  await userEvent.click(within(dialog).getByRole('button', { name: 'Copy real secrets' }))
  await screen.findByText(/^Copied with real secrets/)
  expect(clipboard.mock.calls).toEqual([['curl with a token']])
  expect(host.calls.at(-1)?.input).toEqual({ id: 7, format: 'curl', confirmed: true })
  expect(onClose).toHaveBeenCalledOnce()
})

test('what the host copied itself does not pass through the page', async () => {
  copyWithSecrets.mockReturnValue({ copied: true, included: ['WX_ACCESS_TOKEN'] })
  await open()
  await userEvent.click(screen.getByRole('button', { name: 'Copy with real secrets…' }))
  await userEvent.click(await screen.findByRole('button', { name: 'Copy real secrets' }))
  await screen.findByText(/^Copied with real secrets/)
  expect(clipboard).not.toHaveBeenCalled()
})

test('where no secret is held that could be put in, there is nothing to ask', async () => {
  write.mockReturnValue(handedOver({ removed: [secret({ real: 'not-held' })] }))
  await open()
  expect(screen.queryByRole('button', { name: 'Copy with real secrets…' })).toBeNull()
})

test('of very many the newest go into one file, which is said', async () => {
  har.mockReturnValue(handedOver({ text: '{"log":{}}' }))
  renderInPage(<HarDialog ids={Array.from({ length: 2_001 }, (_, at) => at + 1)} onClose={vi.fn()} />)
  await screen.findByText('Only the newest 2,000 of 2,001 exchanges are exported.')
  expect(har.mock.calls[0]?.[0].ids).toHaveLength(2_000)
  expect(har.mock.calls[0]?.[0].ids).not.toContain(1)
})

test('several are one HAR, with what was left out', async () => {
  har.mockReturnValue(
    handedOver({ text: '{"log":{}}', fileName: 'wechat-2-exchanges.har', notes: [{ note: 'gone', count: 1 }] }),
  )
  renderInPage(<HarDialog ids={[1, 2]} onClose={vi.fn()} />)
  await screen.findByRole('dialog', { name: 'Export 2 exchanges as HAR' })
  await screen.findByText('1 exchange no longer exists.')
  await userEvent.click(screen.getByRole('button', { name: 'Save…' }))
  expect(saved[0]?.name).toBe('wechat-2-exchanges.har')
})
