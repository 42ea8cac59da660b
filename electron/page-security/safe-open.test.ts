import { expect, test, vi } from 'vitest'
import { silentLog } from '#electron/testing/silent-log.ts'
import { createSafeOpen } from './safe-open.ts'

async function open(link: string) {
  const shell = { openExternal: vi.fn(async () => {}) }
  const log = silentLog()
  await createSafeOpen(shell, log)(link)
  return { opened: shell.openExternal.mock.calls.flat(), warned: JSON.stringify(log.warn.mock.calls) }
}

test.each([
  ['https://developers.weixin.qq.com/doc/', 'https://developers.weixin.qq.com/doc/'],
  ['https://mp.weixin.qq.com', 'https://mp.weixin.qq.com/'],
  [' https://mp.weixin.qq.com/a b', 'https://mp.weixin.qq.com/a%20b'],
])('opens %s as parsed', async (link, opened) => {
  expect((await open(link)).opened).toEqual([opened])
})

test.each([
  'http://mp.weixin.qq.com/',
  'https://example.com/?key=secret',
  'https://mp.weixin.qq.com.example.com/',
  'https://evilmp.weixin.qq.com/',
  'https://mp.weixin.qq.com@example.com/',
  'https://user:secret@mp.weixin.qq.com/',
  'https://mp.weixin.qq.com:8443/',
  'https://mp.wеixin.qq.com/',
  'file:///etc/passwd',
  'javascript:alert(1)',
  'smb://mp.weixin.qq.com/share',
  'ms-msdt:/id',
  '-a Calculator',
  '',
])('opens nothing for %j, and logs neither path nor query', async (link) => {
  const { opened, warned } = await open(link)
  expect(opened).toEqual([])
  expect(warned).toContain('link not opened')
  expect(warned).not.toMatch(/secret|passwd|alert/)
})
