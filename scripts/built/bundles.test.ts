import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { basename, join, resolve } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { reachableFrom, specifiersOf } from './bundle-imports.ts'

const out = resolve(import.meta.dirname, '../../out')
const main = (name: string) => join(out, 'main', name)
const filesOf = (folder: string) =>
  readdirSync(join(out, folder), { recursive: true, encoding: 'utf8' }).map((name) => join(out, folder, name))
const scripts = (folder: string) => filesOf(folder).filter((file) => /\.c?js$/.test(file))
const importsElectron = (file: string) => specifiersOf(file).some((name) => /^electron($|\/)/.test(name))
const page = filesOf('renderer').filter((file) => /\.(js|css)$/.test(file))

describe('Electron', () => {
  test('is imported by the desktop main bundle and the preload', () => {
    expect([...reachableFrom(main('index.js'))].some(importsElectron)).toBe(true)
    expect(scripts('preload').every(importsElectron)).toBe(true)
  })

  test.each(['webhost.js', 'sandbox-worker.js'])('is not reached from %s', (entry) => {
    expect([...reachableFrom(main(entry))].filter(importsElectron)).toEqual([])
  })

  test('is imported by nothing else', () => {
    const desktop = reachableFrom(main('index.js'))
    expect(scripts('main').filter((file) => importsElectron(file) && !desktop.has(file))).toEqual([])
    expect(page.filter((file) => file.endsWith('.js') && importsElectron(file))).toEqual([])
  })
})

test('nothing of node_modules is needed at run time', () => {
  const foreign = [...scripts('main'), ...scripts('preload')]
    .flatMap(specifiersOf)
    .filter((name) => !name.startsWith('.') && !isBuiltin(name) && !/^electron($|\/)/.test(name))
  expect(foreign).toEqual([])
})

describe('the page', () => {
  test('carries no schema library', () => {
    // zod's own names of its error class and of its hidden field.
    expect(page.filter((file) => /ZodError|_zod\b/.test(readFileSync(file, 'utf8')))).toEqual([])
  })

  test('has neither inline scripts nor inline styles, which its policy would refuse', () => {
    const html = readFileSync(join(out, 'renderer', 'index.html'), 'utf8')
    expect(html).toMatch(/<script[^>]+src=/)
    expect(html).not.toMatch(/<script(?![^>]+src=)|<style|style=|\son\w+=/)
  })

  test('weighs at most 320 kB of JavaScript and CSS at its start, compressed', () => {
    // The build names in the page whatever its entry imports statically, however deep.
    const html = readFileSync(join(out, 'renderer', 'index.html'), 'utf8')
    const atStart = page.filter((file) => html.includes(basename(file)))
    const weight = atStart.reduce((total, file) => total + gzipSync(readFileSync(file)).length, 0)
    expect(weight).toBeGreaterThan(0)
    expect(weight).toBeLessThanOrEqual(320_000)
  })

  test('fetches the editor of the raw view only for the raw view', () => {
    // A class of the editor's own styles.
    const editors = page.filter((file) => readFileSync(file, 'utf8').includes('cm-foldGutter'))
    expect(editors.map((file) => basename(file).replace(/-.{8}\.js$/, ''))).toEqual(['code-view'])
    const html = readFileSync(join(out, 'renderer', 'index.html'), 'utf8')
    expect(editors.filter((file) => html.includes(basename(file)))).toEqual([])
  })
})
