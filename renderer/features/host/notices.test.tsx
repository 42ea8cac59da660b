import { act, cleanup, screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, beforeAll, expect, test, vi } from 'vitest'
import type { NoticeView } from '#contract/host.ts'
import { receive } from '#renderer/bridge/stores.ts'
import { showLanguage, startTexts } from '#renderer/i18n.ts'
import { renderInPage } from '#renderer/testing/render-in-page.tsx'
import { startTestHost } from '#renderer/testing/test-host.ts'
import { Notices } from './notices.tsx'

const loss: NoticeView = { id: '1', kept: true, code: 'state-set-aside', file: 'accounts.json', keptAs: 'kept.json' }
const condition: NoticeView = { id: '2', kept: false, code: 'state-newer', file: 'settings.json' }

const show = (notices: NoticeView[]) =>
  act(() =>
    receive({
      feature: 'host',
      snapshot: {
        kind: 'webhost',
        version: '0',
        platform: 'test',
        capabilities: { openExternal: false, clipboard: false, menu: false, notify: false, morePages: false },
        vault: { kind: 'file', persists: true },
        dataFolder: '',
        logFile: '',
        notices,
      },
    }),
  )

beforeAll(startTexts)
afterEach(() => {
  cleanup()
  vi.unstubAllGlobals()
})

test.each([
  ['en', /accounts\.json.*kept\.json/, /settings\.json was written by a newer version/],
  ['zh-CN', /accounts\.json.*kept\.json/, /settings\.json 由更新的版本写成/],
] as const)('every notice has its sentence (%s)', async (language, ofLoss, ofCondition) => {
  await showLanguage(language)
  renderInPage(<Notices />)
  show([loss, condition])
  screen.getByText(ofLoss)
  screen.getByText(ofCondition)
})

test('a name from outside does not turn the sentence that it stands in', async () => {
  await showLanguage('en')
  renderInPage(<Notices />)
  show([{ id: '3', kept: false, code: 'account-origin-invalid', account: 'shop \u202e1.1.861' }])
  expect(screen.getByRole('note').textContent).toContain('saved for shop [U+202E]1.1.861 can’t')
})

test('a loss is dismissed by the host, for every page; a condition is put out of sight here', async () => {
  await showLanguage('en')
  const host = startTestHost({ host: { dismissNotice: () => undefined } })
  renderInPage(<Notices />)
  show([loss, condition])
  const [ofLoss, ofCondition] = screen.getAllByRole('button', { name: 'Dismiss notice' })
  if (!ofLoss || !ofCondition) throw new Error('two buttons')
  await userEvent.click(ofLoss)
  await vi.waitFor(() => expect(host.calls).toEqual([{ path: 'host.dismissNotice', input: { id: '1' } }]))
  screen.getByText(/kept\.json/)
  show([condition])
  await userEvent.click(ofCondition)
  expect(screen.queryByRole('note')).toBeNull()
  expect(host.calls).toHaveLength(1)
})
