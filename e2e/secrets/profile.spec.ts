import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { cp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SESSION_KEY_HEADER, TICKET_PATH, ticketIn } from '#contract/pure/host/webhost.ts'
import { expect, test } from '#e2e/fixtures/app.ts'
import { words } from '#e2e/fixtures/words.ts'

/** Every run of characters in the files of a folder that could be a ticket or a key, also in UTF-16. */
function candidates(folder: string): Set<string> {
  const found = new Set<string>()
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const bytes = readFileSync(join(entry.parentPath, entry.name))
    for (const text of [bytes.toString('latin1'), bytes.toString('utf16le'), bytes.subarray(1).toString('utf16le')]) {
      for (const [run] of text.matchAll(/[\w-]{43,512}/g)) found.add(run)
    }
  }
  return found
}

/** The parts of a run that have the length of a ticket or a key; of one that has it exactly, itself. */
function partsOf(run: string): string[] {
  return [43, 86].flatMap((length) =>
    Array.from({ length: Math.max(0, run.length - length + 1) }, (_, at) => run.slice(at, at + length)),
  )
}

test.describe('@browser', () => {
  test('nothing that a browser keeps of a page opens the console', async ({
    console: app,
    playwright,
    launchOptions,
  }) => {
    const folder = mkdtempSync(join(tmpdir(), 'profile-'))
    const profile = join(folder, 'profile')
    const crashed = join(folder, 'crashed')
    const address = await app.newAddress()
    const { origin, hash } = new URL(address)

    const context = await playwright.chromium.launchPersistentContext(profile, { ...launchOptions, locale: 'en-US' })
    const page = await context.newPage()
    await page.goto(address)
    const useSandbox = page.getByRole('button', { name: 'Use the sandbox' })
    await expect(useSandbox).toBeVisible()
    await page.reload()
    await expect(useSandbox).toBeVisible()
    const [half = '', other = ''] = await page.evaluate(() => [
      sessionStorage.getItem('half-a-session-key') ?? '',
      window.name,
    ])
    expect(half + other).toMatch(/^[\w-]{86}$/)

    // What lies on the disk while it runs, and would after a crash.
    // The browser deletes files meanwhile: a copy that met one of them begins anew, and cpSync would end the process.
    await expect(async () => {
      rmSync(crashed, { recursive: true, force: true })
      await cp(profile, crashed, { recursive: true, verbatimSymlinks: true, filter: (file) => !/Singleton/.test(file) })
    }).toPass()
    await context.close()

    const runs = new Set([...candidates(profile), ...candidates(crashed)])
    // The search finds what is there: the used ticket in the history, one half in the storage of the tab.
    expect([...runs].some((run) => run.includes(ticketIn(hash) ?? '-'))).toBe(true)
    expect([...runs].some((run) => run.includes(half))).toBe(true)
    expect([...runs].filter((run) => run.includes(other))).toEqual([])

    const post = (path: string, headers: Record<string, string>, body: unknown) =>
      fetch(`${origin}${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: JSON.stringify(body),
      })
    const good = await post('/rpc/settings/update', { [SESSION_KEY_HEADER]: half + other }, { json: {} })
    expect(good.status).toBe(200)
    const ours = [ticketIn(hash) ?? '-', half]
    const worthTrying = [...runs].filter(
      (run) => run.length === 43 || run.length === 86 || ours.some((secret) => run.includes(secret)),
    )
    for (const part of new Set(worthTrying.flatMap(partsOf))) {
      const asKey = await post('/rpc/settings/update', { [SESSION_KEY_HEADER]: part }, { json: {} })
      const asTicket = await post(TICKET_PATH, {}, { ticket: part })
      expect([asKey.status, asTicket.status === 429 ? 401 : asTicket.status], part).toEqual([401, 401])
    }

    // The same profile, opened again at the address in its history.
    const again = await playwright.chromium.launchPersistentContext(profile, { ...launchOptions, locale: 'en-US' })
    const restored = await again.newPage()
    await restored.goto(address)
    await expect(restored.getByRole('alert')).toContainText(words.host.ticketDead.title)
    await again.close()
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 })
  })
})
