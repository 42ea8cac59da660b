import { execFileSync } from 'node:child_process'
import { appendFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, expect } from '#e2e/fixtures/app.ts'

const mayMount = process.platform === 'linux' && process.getuid?.() === 0

/** Data folders on a disk of their own that is soon full. */
const test = base.extend({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  dataDir: async ({}, use) => {
    const disk = mkdtempSync(join(tmpdir(), 'mp-console-disk-'))
    if (mayMount) execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64m,mode=700', 'tmpfs', disk])
    await use(join(disk, 'data'))
    if (mayMount) execFileSync('umount', ['-l', disk])
    rmSync(disk, { recursive: true, force: true })
  },
})

/** Takes all the room there is; answers how to give it back. */
function fill(dataDir: string): () => void {
  const ballast = join(dataDir, '..', 'ballast')
  for (const size of [1 << 20, 1 << 12]) {
    try {
      for (;;) appendFileSync(ballast, Buffer.alloc(size))
    } catch {
      // Now there is less left than that.
    }
  }
  return () => rmSync(ballast)
}

test('a full disk is said, the rows it did not take open, and are saved when there is room', async ({ console }) => {
  test.skip(!mayMount, 'needs root on Linux, for a small disk')
  const { ui, page, dataDir } = console
  await ui.startSandbox()
  await ui.token.fetchAndWait()
  const list = ui.exchangeList
  await expect(list.rows).toHaveCount(1)
  const makeRoom = fill(dataDir)
  await ui.ipList.fetch.click()
  await expect(list.rows).toHaveCount(2)
  await expect(list.rows.first()).toContainText('Not saved')
  const notice = page.getByText(/Not saved yet, in memory only: .*exchanges/)
  await expect(notice).toBeVisible()
  await expect(notice).toContainText('the disk is full')
  await list.rows.first().click()
  await expect(list.response).toContainText('ip_list')
  await page.keyboard.press('Escape')

  makeRoom()
  await expect(notice).toBeHidden({ timeout: 30_000 })
  await expect(list.rows.first()).not.toContainText('Not saved')
  await console.relaunch()
  await expect(console.ui.exchangeList.rows).toHaveCount(2)
})

test('a database that is deleted while the console runs is said, and made anew', async ({ console }) => {
  const { ui, page, kind, dataDir } = console
  await ui.startSandbox()
  await ui.token.fetchAndWait()
  await ui.ipList.fetch.click()
  await expect(ui.exchangeList.rows).toHaveCount(2)
  // What Chromium keeps is in the window's folder as well, and is not ours to lose.
  if (kind === 'browser') rmSync(dataDir, { recursive: true })
  else for (const name of ['console.sqlite', 'accounts.json']) rmSync(join(dataDir, name))
  const notice = page.getByText(/or its database disappeared while MP Console was running/)
  await expect(notice).toBeVisible({ timeout: 15_000 })
  await expect(notice).toContainText('Exchanges lost: 0')
  await expect.poll(() => existsSync(join(dataDir, 'accounts.json'))).toBe(true)
  if (process.platform !== 'win32') expect(statSync(dataDir).mode & 0o777).toBe(0o700)
  await console.relaunch()
  await expect(console.ui.exchangeList.rows).toHaveCount(2)
})
