import { cleanup, render, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import i18next from 'i18next'
import { afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { reopenLink } from '#renderer/bridge/client.ts'
import { receive } from '#renderer/bridge/stores.ts'
import { startTexts } from '#renderer/i18n.ts'
import { samples } from '#renderer/testing/samples.ts'
import { refusal, startTestHost } from '#renderer/testing/test-host.ts'
import { AddForm } from './add-form.tsx'

const appId = 'wx3f9a1c07d2b84e65'
const secret = '0123456789abcdef0123456789abcdef'

beforeAll(async () => {
  await startTexts()
  await i18next.changeLanguage('en')
})
beforeEach(() => reopenLink())
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

const field = (name: string) => screen.getByLabelText<HTMLInputElement>(name, { selector: 'input,textarea' })
const add = () => userEvent.click(screen.getByRole('button', { name: 'Add account' }))

function show(answer: (input: never) => unknown = () => samples.account) {
  const host = startTestHost({ accounts: { add: answer } })
  const onAdded = vi.fn()
  render(<AddForm onAdded={onAdded} />)
  return { host, onAdded }
}

test('a pasted text fills both fields, and the secret is shown nowhere', async () => {
  show()
  await userEvent.click(field('Paste credentials'))
  await userEvent.paste(`AppID: ${appId}\nAppSecret: ${secret}`)
  expect(field('AppID').value).toBe(appId)
  expect(field('AppSecret').value).toBe(secret)
  expect(field('Paste credentials').value).toBe(`AppID: ${appId}\nAppSecret: ${'•'.repeat(32)}`)
  expect(document.documentElement.outerHTML).not.toContain(secret)
  screen.getByText('Found an AppID and an AppSecret. They’re filled in below.')
})

test('of a long paste the beginning is looked at, which is said; what comes behind stays, its secrets as dots', async () => {
  show()
  const behind = 'fedcba9876543210fedcba9876543210'
  const long = (last: string) => `AppID: ${appId} ${'x '.repeat(15_000)}${last} end`
  await userEvent.click(field('Paste credentials'))
  await userEvent.paste(long(behind))
  screen.getByText(
    'Found an AppID but no AppSecret. Only the first 20,000 characters are analyzed. The rest stays in the box.',
  )
  expect(field('Paste credentials').value).toBe(long('•'.repeat(32)))
})

test('a whole text pasted into one field fills both', async () => {
  show()
  await userEvent.click(field('AppID'))
  await userEvent.paste(`{"appid":"${appId}","secret":"${secret}"}`)
  expect(field('AppID').value).toBe(appId)
  expect(field('AppSecret').value).toBe(secret)
})

test('what cannot be sent is said beside its field; nothing is sent or lost', async () => {
  const { host } = show()
  await userEvent.type(field('AppID'), 'wx 3f9a')
  await add()
  screen.getByText('There’s a space inside. An AppID is 18 characters without spaces.')
  screen.getByText('Enter the AppSecret.')
  expect(field('AppID').value).toBe('wx 3f9a')
  expect(document.activeElement).toBe(field('AppID'))
  expect(host.calls).toEqual([])
})

test('an unusual AppID is pointed out and sent all the same; the secret leaves the field with success only', async () => {
  let refuse = true
  const { host, onAdded } = show(() => {
    if (refuse) throw refusal({ code: 'read-only', retry: 'never' })
    return samples.account
  })
  await userEvent.type(field('AppID'), 'gh_3dfda90e39d6')
  await userEvent.type(field('AppSecret'), secret)
  screen.getByText(/This is the original ID/)
  await add()
  await screen.findByRole('alert')
  expect(field('AppSecret').value).toBe(secret)
  refuse = false
  await add()
  await vi.waitFor(() => expect(onAdded).toHaveBeenCalledWith(samples.account))
  expect(host.calls).toHaveLength(2)
  expect(host.calls[1]?.input).toMatchObject({
    appId: 'gh_3dfda90e39d6',
    appSecret: secret,
    tokenSource: { kind: 'wechat', family: 'stable' },
  })
  expect(field('AppSecret').value).toBe('')
})

test('another origin is confirmed by name before the secret goes there', async () => {
  const origin = 'https://api.example.com'
  const { host, onAdded } = show((input: { confirmedOrigin?: string }) => {
    if (input.confirmedOrigin !== origin) throw refusal({ code: 'confirm-origin', origin, retry: 'never' })
    return samples.account
  })
  await userEvent.type(field('AppID'), appId)
  await userEvent.type(field('AppSecret'), secret)
  await userEvent.click(screen.getByRole('button', { name: 'Token type and API host' }))
  await userEvent.selectOptions(screen.getByLabelText('API host'), 'custom')
  await userEvent.type(field('Host URL'), `${origin}/cgi-bin`)
  await add()
  screen.getByText(/It contains a path, query or #/)
  await userEvent.clear(field('Host URL'))
  await userEvent.type(field('Host URL'), origin)
  await add()
  await screen.findByRole('dialog', { name: `The AppSecret will be sent to ${origin}` })
  await userEvent.click(screen.getByRole('button', { name: 'Send it there anyway' }))
  await vi.waitFor(() => expect(onAdded).toHaveBeenCalled())
  expect(host.calls.map(({ input }) => (input as { confirmedOrigin?: string }).confirmedOrigin)).toEqual([
    undefined,
    origin,
  ])
})

test('an AppID that is here already is pointed out', async () => {
  receive({ feature: 'accounts', snapshot: [samples.account] })
  show()
  await userEvent.type(field('AppID'), appId)
  await userEvent.tab()
  screen.getByText(
    'This AppID is already added: Qinghe Reading. Accounts with the same API host and token type share one token.',
  )
})
