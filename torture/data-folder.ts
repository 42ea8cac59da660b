import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { textOf } from './trial.ts'
import { openVault } from './vault-file.ts'

/** Names of files that are written under a passing name first. */
const DRAFT = /\.tmp(?:-|$)|[0-9a-f]{8}-[0-9a-f]{4}-|\.part$|\.draft/

/** Every file below a folder, with its path from there. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** What lies between a crash and a start: every JSON whole, every row whole, every body that a row names there. */
export function wrongAfterCrash(folder: string): string[] {
  const states = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .flatMap((name) => {
      try {
        JSON.parse(readFileSync(join(folder, name), 'utf8'))
        return []
      } catch {
        return [`${name} is torn`]
      }
    })
  return [...states, ...wrongInDatabase(folder).wrong]
}

/** What a console that has stopped cleanly has left: nothing torn, no draft, no body without a row. */
export function wrongAfterStop(folder: string): string[] {
  const { wrong, bodies } = wrongInDatabase(folder)
  const drafts = filesIn(folder).filter((file) => DRAFT.test(file.slice(folder.length)))
  const orphans = bodyNames(folder).filter((name) => !bodies.has(name))
  return [
    ...wrongAfterCrash(folder).filter((each) => !wrong.includes(each)),
    ...wrong,
    ...drafts.map((file) => `a draft is left: ${file.slice(folder.length + 1)}`),
    ...orphans.map((name) => `a body without a row: ${name}`),
  ]
}

/** Drafts beside a vault file. */
export function draftsBeside(vault: string): string[] {
  const folder = join(vault, '..')
  return readdirSync(folder).filter((name) => DRAFT.test(name))
}

/** Where a secret stands in clear, in any file of a folder or in anything there that opens with the passphrase. */
export function findSecret(folder: string, secret: string): string[] {
  const needle = Buffer.from(secret)
  return filesIn(folder).flatMap((file) => {
    const name = file.slice(folder.length + 1)
    const bytes = readFileSync(file)
    if (bytes.includes(needle)) return [`${name} (in clear)`]
    const values = bytes.length < 4 * 1024 * 1024 ? openVault(file) : undefined
    return [...(values?.values() ?? [])].some((value) => value.includes(secret))
      ? [`${name} (with the passphrase)`]
      : []
  })
}

function bodyNames(folder: string): string[] {
  const bodies = join(folder, 'bodies')
  return existsSync(bodies) ? readdirSync(bodies) : []
}

/** Looks at a copy, so that the file is as the crash has left it. */
function wrongInDatabase(folder: string): { wrong: string[]; bodies: Set<string> } {
  const bodies = new Set<string>()
  if (!existsSync(join(folder, 'console.sqlite'))) return { wrong: [], bodies }
  return onCopy(folder, (db) => {
    const wrong: string[] = []
    const check = db.prepare('PRAGMA integrity_check').get()?.integrity_check
    if (check !== 'ok') wrong.push(`integrity_check: ${String(check)}`)
    const version = Number(db.prepare('PRAGMA user_version').get()?.user_version)
    if (version < 4) return { wrong, bodies }
    const rows = db.prepare('SELECT id, summary FROM exchange').all()
    const contents = new Map(
      db
        .prepare('SELECT id, view, request_file, response_file FROM exchange_content')
        .all()
        .map((row) => [Number(row.id), row]),
    )
    for (const { id, summary } of rows) {
      const content = contents.get(Number(id))
      if (!content) wrong.push(`row ${id} has no content`)
      else if (!isJson(summary) || !isJson(content.view)) wrong.push(`row ${id} is half`)
      contents.delete(Number(id))
      for (const name of [content?.request_file, content?.response_file]) {
        if (typeof name !== 'string') continue
        bodies.add(name)
        const file = join(folder, 'bodies', name)
        if (!existsSync(file)) wrong.push(`row ${id} names a body that is not there: ${name}`)
        else if (!isWhole(content, name, statSync(file).size)) wrong.push(`row ${id} has a body cut short: ${name}`)
      }
    }
    for (const id of contents.keys()) wrong.push(`content ${id} has no row`)
    return { wrong, bodies }
  })
}

function isWhole(content: Record<string, unknown> | undefined, name: string, size: number): boolean {
  const view = JSON.parse(String(content?.view))
  const side = content?.request_file === name ? view.request : view.response
  return side?.body?.size === size
}

function onCopy<T extends { wrong: string[]; bodies: Set<string> }>(folder: string, look: (db: DatabaseSync) => T): T {
  const copy = mkdtempSync(join(tmpdir(), 'mp-console-torture-copy-'))
  try {
    for (const name of ['console.sqlite', 'console.sqlite-wal']) {
      if (existsSync(join(folder, name))) cpSync(join(folder, name), join(copy, name))
    }
    const db = new DatabaseSync(join(copy, 'console.sqlite'))
    try {
      return look(db)
    } finally {
      db.close()
    }
  } catch (error) {
    return { wrong: [`console.sqlite does not open: ${textOf(error)}`], bodies: new Set<string>() } as T
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}

function isJson(text: unknown): boolean {
  try {
    JSON.parse(String(text))
    return true
  } catch {
    return false
  }
}
