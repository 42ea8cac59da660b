import { test as property } from '@fast-check/vitest'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRedactor } from '#core/kernel/redaction/create-redactor.ts'
import { encodings, escapes, wechatSecret } from '#core/kernel/redaction/testing/writings.ts'
import { findInEncoded } from './encoded-content.ts'

const outer: Record<string, { write(text: string): string; read(text: string): string }> = {
  base64: {
    write: (text) => Buffer.from(text, 'latin1').toString('base64'),
    read: (text) => Buffer.from(text, 'base64').toString('latin1'),
  },
  base64url: {
    write: (text) => Buffer.from(text, 'latin1').toString('base64url'),
    read: (text) => Buffer.from(text, 'base64url').toString('latin1'),
  },
  hex: {
    write: (text) => Buffer.from(text, 'latin1').toString('hex'),
    read: (text) => Buffer.from(text, 'hex').toString('latin1'),
  },
}
// These are letters that encode no bytes.
const { 'full width': _w, 'with joiners between': _j, 'with soft hyphens between': _s, ...ofBytes } = encodings
const inner = fc.constantFrom(...Object.values(escapes), ...Object.values(ofBytes))
/** As long as an AppSecret: shorter runs are names, not base64. */
const secrets = wechatSecret.filter(({ length }) => length >= 32)
const around = fc.string({ unit: fc.constantFrom(...'{"a:,<x> 1'), maxLength: 7 })
const seed = { seed: 20261128, numRuns: 400 }

describe('base64 or hex of another writing', () => {
  property.prop(
    [secrets, inner, fc.array(fc.constantFrom(...Object.keys(outer)), { minLength: 1, maxLength: 3 }), around],
    seed,
  )('is hidden where the secret is, up to three of them one inside the other', (secret, write, names, beside) => {
    const redactor = createRedactor()
    redactor.hold('account', secret)
    const written = names.reduce((text, name) => outer[name]?.write(text) ?? text, `${beside}${write(secret)}${beside}`)
    const hidden = redactor.text(`{"echo":"${written}","more":"${'x'.repeat(50)}"}`)
    expect(hidden.redactions).toBeGreaterThan(0)
    expect(hidden.text).toMatch(/^\{"echo":".*","more":"x{50}"\}$/)
    const value = /"echo":"(.*)","more/.exec(hidden.text)?.[1] ?? ''
    const read = names.reduceRight((text, name) => outer[name]?.read(text) ?? text, value)
    expect(read).not.toContain(write(secret))
  })

  test('leaves no letter of the secret at either end', () => {
    const redactor = createRedactor()
    const secret = 'feedfacefeedfacefeedfacefeedface'
    redactor.hold('account', secret)
    for (const before of ['', 'x', 'xx']) {
      const { text } = redactor.text(`"${Buffer.from(`${before}${secret}yyyyyy`).toString('base64')}"`)
      const letters = Buffer.from(`${before}${secret}`).toString('base64')
      for (const part of [letters.slice(4, 8), letters.slice(-8, -4)]) expect(text).not.toContain(part)
      expect(text).toContain('[hidden:32-chars:#')
    }
  })

  test('with the backslashes that JSON may put before its slashes', () => {
    const redactor = createRedactor()
    redactor.hold('account', 'feedfacefeedfacefeedfacefeedface')
    const content = `\xff\xff\xff${Buffer.from('feedfacefeedfacefeedfacefeedface').toString('hex')}\xff\xff\xff`
    const written = Buffer.from(content, 'latin1').toString('base64').replaceAll('/', '\\/')
    expect(redactor.text(`"${written}"`).text).toMatch(/^"(?:\\\/){3}\/?[^"]*\[hidden:[^"]*"$/)
  })

  test('a run whose beginning is not there', () => {
    const redactor = createRedactor()
    redactor.hold('account', 'feedfacefeedfacefeedfacefeedface')
    const hex = Buffer.from('feedfacefeedfacefeedfacefeedface').toString('hex')
    const whole = Buffer.from(`some text before it, ${hex}, and after it`).toString('base64')
    for (let cut = 0; cut < 8; cut++) expect(redactor.text(whole.slice(cut)).redactions).toBeGreaterThan(0)
  })
})

test('names, numbers and pictures are not looked into', () => {
  let looks = 0
  const look = () => {
    looks++
    return []
  }
  const bytes = Buffer.from(
    Uint8Array.from({ length: 30_000 }, (_, at) => (Math.imul(at, 2_654_435_761) >>> 24) | 0x80),
  )
  findInEncoded(Buffer.from(`"${bytes.toString('base64')}","${bytes.toString('hex')}"`), look)
  expect(looks).toBe(0)
})
