import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from '#scripts/lib/project.mjs'
import { testsOf } from './mutant.mjs'
import { mutants } from './mutants/index.mjs'

const named = mutants.map((mutant) => /** @type {const} */ ([`${mutant.file}: ${mutant.why}`, mutant]))

test.each(named)('%s: the text stands once in the file', (_, { file, text, replacement }) => {
  const source = readFileSync(join(root, file), 'utf8')
  expect(source.split(text).length - 1, text).toBe(1)
  expect(replacement).not.toBe(text)
})

test('each has tests to run', () => {
  const rooms = 'contract core electron renderer scripts webhost'.split(' ').map((room) => `${room}/**/*.test.*`)
  const tests = globSync(rooms, { cwd: root }).map((file) => file.replaceAll('\\', '/'))
  const without = mutants.map(testsOf).filter((wanted) => !tests.some((file) => file.startsWith(wanted)))
  expect(without).toEqual([])
})

test('no mutant is listed twice', () => {
  const keys = mutants.map(({ file, text, replacement }) => JSON.stringify([file, text, replacement]))
  expect(new Set(keys).size).toBe(keys.length)
})
