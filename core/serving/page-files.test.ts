import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { readPageFile } from './page-files.ts'

let base: string
let root: string

beforeEach(() => {
  base = mkdtempSync(join(tmpdir(), 'page-files-'))
  root = join(base, 'page')
  mkdirSync(join(root, 'assets.js'), { recursive: true })
  writeFileSync(join(root, 'index.html'), '<!doctype html>')
  writeFileSync(join(root, 'a b.js'), '1')
  writeFileSync(join(root, 'notes.txt'), 'not served')
  mkdirSync(join(base, 'page-beside'))
  for (const folder of [base, join(base, 'page-beside')]) writeFileSync(join(folder, 'outside.js'), 'outside')
  symlinkSync(join(base, 'outside.js'), join(root, 'link-out.js'))
  symlinkSync(join(root, 'a b.js'), join(root, 'link-in.js'))
})
afterEach(() => rmSync(base, { recursive: true, force: true }))

test.each([
  ['/', 'text/html; charset=utf-8', '<!doctype html>'],
  ['/index.html', 'text/html; charset=utf-8', '<!doctype html>'],
  ['/a%20b.js', 'text/javascript; charset=utf-8', '1'],
  ['/link-in.js', 'text/javascript; charset=utf-8', '1'],
])('serves %s', async (path, type, text) => {
  const file = await readPageFile(root, path)
  expect(file?.type).toBe(type)
  expect(Buffer.from(file?.bytes ?? []).toString()).toBe(text)
})

test.each([
  '',
  '/missing.js',
  '/notes.txt',
  '/assets.js',
  '/link-out.js',
  '/../outside.js',
  '/%2e%2e/outside.js',
  '/..%2foutside.js',
  '/../page-beside/outside.js',
  '/..%5coutside.js',
  '//outside.js',
  '/%00index.html',
  '/%E0%A4%A',
])('serves nothing for %j', async (path) => {
  expect(await readPageFile(root, path)).toBeUndefined()
})
