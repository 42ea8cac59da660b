import { cleanup, screen, within } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { startTexts } from '#renderer/i18n.ts'
import type { Page } from '#renderer/model/page-context.ts'
import { renderInPage } from '#renderer/testing/render-in-page.tsx'
import { startTestHost } from '#renderer/testing/test-host.ts'
import { ExplainDialog } from './explain-dialog.tsx'

const host = startTestHost({})
const SECRET = '0123456789abcdef0123456789abcdef'
const rid = '64d20329-254dc72d-4b59c863'

beforeAll(startTexts)
beforeEach(() => {
  vi.setSystemTime(0x64d20329 * 1000 + 60_000)
})
afterEach(() => {
  cleanup()
  vi.useRealTimers()
})

async function paste(text: string, page: Partial<Page> = {}) {
  renderInPage(<ExplainDialog onClose={vi.fn()} />, page)
  const box = screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Error or response' })
  await userEvent.click(box)
  await userEvent.paste(text)
  return { box, result: within(screen.getByRole('region', { name: 'Explanation' })) }
}

test('an ENOTFOUND with a scheme in it is explained by the code, wrong and right', async () => {
  const { result } = await paste("Error: getaddrinfo ENOTFOUND https://api.weixin.qq.com\n  code: 'ENOTFOUND'")
  expect(result.getByRole('heading').textContent).toContain('The hostname contains https://')
  result.getByText('https://api.weixin.qq.com')
  const [wrong, right] = result.getAllByRole('figure')
  expect(wrong?.textContent).toContain("hostname: 'https://api.weixin.qq.com'")
  expect(right?.textContent).toContain("hostname: 'api.weixin.qq.com'")
})

test('a reply is explained by its errcode, with IP, rid and who can act', async () => {
  const openRequest = vi.fn<Page['openRequest']>()
  const errmsg = `invalid ip 8.149.1.108 ipv6 ::ffff:8.149.1.108, not in whitelist rid: ${rid}`
  const { result } = await paste(JSON.stringify({ errcode: 40164, errmsg }), { accountId: 'a1', openRequest })
  result.getByRole('heading', { name: 'WeChat refused this IP (40164)' })
  result.getByText('The account’s admin')
  result.getByText('8.149.1.108')
  result.getByText(/1 min ago/)
  await userEvent.click(result.getByRole('button', { name: 'Look up with rid/get' }))
  expect(openRequest.mock.calls).toEqual([[{ preset: 'rid', rid }]])
})

test('without an account there is nobody to look a rid up with', async () => {
  const { result } = await paste(rid)
  result.getByRole('heading', { name: 'This is a WeChat request ID' })
  expect(result.queryByRole('button', { name: 'Look up with rid/get' })).toBeNull()
})

test('secrets turn into dots at once, and stay nowhere', async () => {
  const { box } = await paste(`{"errcode":99999,"errmsg":"bad secret ${SECRET}"} secret=${SECRET}`)
  expect(box.value).toContain('"errcode":99999')
  expect(box.value).toContain('•'.repeat(32))
  const values = [...document.querySelectorAll('*')].flatMap((one) => [...one.attributes].map(({ value }) => value))
  expect(`${document.body.textContent} ${box.value} ${values.join(' ')}`).not.toContain(SECRET)
})

test('what is not known is said to be so, and the box can be cleared', async () => {
  const { box, result } = await paste('it does not work')
  result.getByText('Nothing recognized.')
  await userEvent.click(result.getByRole('button', { name: 'Clear' }))
  expect(box.value).toBe('')
  expect(result.queryByRole('heading')).toBeNull()
})

test('the host is never asked', () => {
  expect(host.calls).toEqual([])
})

test('of a long text the beginning is looked at, which is said; nothing of it is lost, and no secret is shown', async () => {
  const text = `{"errcode":40001} ${'x '.repeat(15_000)}${SECRET} end`
  const { box, result } = await paste(text)
  result.getByRole('heading', { name: /40001/ })
  screen.getByText('Only the first 20,000 characters are analyzed. The rest stays in the box.')
  expect(box.value).toBe(text.replace(SECRET, '•'.repeat(32)))
})
