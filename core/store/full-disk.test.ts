import { execFileSync } from 'node:child_process'
import { appendFileSync, mkdtempSync, rmdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { call } from '@orpc/server'
import { expect, onTestFinished, test } from 'vitest'
import { openFolderConsole } from '#core/testing/folder-console.ts'

const mayMount = process.platform === 'linux' && process.getuid?.() === 0

/** A disk of 3 MB that can be filled and emptied. */
function smallDisk() {
  const disk = mkdtempSync(join(tmpdir(), 'full-disk-'))
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=3m,mode=700', 'tmpfs', disk])
  onTestFinished(() => {
    execFileSync('umount', ['-l', disk])
    rmdirSync(disk)
  })
  const ballast = join(disk, 'ballast')
  return {
    folder: join(disk, 'data'),
    fill() {
      for (const size of [1 << 16, 1 << 12]) {
        try {
          for (;;) appendFileSync(ballast, Buffer.alloc(size))
        } catch {
          // Now less than that is free.
        }
      }
    },
    makeRoom: () => rmSync(ballast),
  }
}

test.skipIf(!mayMount).each(['while it runs', 'at a clean stop'])(
  `what a full disk does not take is there, said, and written when there is room ${mayMount ? '' : '(needs root on Linux) '}%s`,
  async (when) => {
    const { folder, fill, makeRoom } = smallDisk()
    const first = await openFolderConsole(folder)
    const { id: accountId } = await call(first.router.accounts.useSandbox, undefined)
    await call(first.router.ipList.fetch, { accountId })
    await call(first.router.exchange.usage, undefined)
    fill()

    await call(first.router.settings.update, { theme: 'dark' })
    const list = await call(first.router.ipList.fetch, { accountId, kind: 'api-domain' })
    const id = list.current?.exchangeId ?? 0
    await call(first.router.exchange.usage, undefined)
    expect(await call(first.router.exchange.get, { id })).toMatchObject({ id, unsaved: true })
    expect(await (await call(first.router.exchange.body, { id, side: 'response', offset: 0 })).text()).toContain(
      'ip_list',
    )
    expect(first.notices()).toMatchObject([{ code: 'not-saved', reason: 'no-space' }])
    expect(first.notices()[0]).toMatchObject({ parts: expect.arrayContaining(['settings', 'ip-lists', 'exchanges']) })

    makeRoom()
    if (when === 'while it runs') {
      await first.clock.advance(60_000)
      await expect.poll(first.notices).toEqual([])
      expect(await call(first.router.exchange.get, { id })).not.toHaveProperty('unsaved')
    }
    await first.close()

    const second = await openFolderConsole(folder)
    expect(second.app.settings.current().theme).toBe('dark')
    expect(await call(second.router.exchange.get, { id })).toMatchObject({ id, path: '/cgi-bin/get_api_domain_ip' })
    expect(await call(second.router.ipList.history, { accountId, kind: 'api-domain' })).toHaveLength(1)
    expect(second.notices()).toEqual([])
  },
)
