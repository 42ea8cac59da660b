import { describe, expect, test } from 'vitest'
import { type IpExportFormat, ipExportFormats, ipListKinds } from '#contract/pure/ip-list.ts'
import { exportAfter, exportBefore, exportChanges } from './testing/sample.ts'

const choices = ipListKinds.flatMap((kind) => ipExportFormats[kind].map((format) => ({ kind, format })))

describe.each(choices)('$kind as $format', ({ kind, format }) => {
  test.each([
    ['whole', exportBefore({ kind, format })],
    ['changes', exportChanges({ kind, format })],
  ] as const)('%s', async (name, { text, fileName }) => {
    expect(fileName).toMatch(new RegExp(`^wechat-${kind}-2026-11-23T081500Z(-changes)?\\.[a-z0-9.]+$`))
    await expect(text).toMatchFileSnapshot(`golden/${kind}.${format}.${name}`)
  })
})

test('what could not be read is told, and stays in its comment', () => {
  const { text, unparsable } = exportBefore({ kind: 'callback', format: 'nginx' })
  expect(unparsable).toEqual(['010.1.1.1', '1.2.3.4\nallow all;\n*/ é'])
  const rules = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))
  expect(rules.every((line) => /^(allow [0-9a-f.:/]+|deny all);$/.test(line))).toBe(true)
  expect(text).toMatch(/^[\x20-\x7e\n]*$/)
})

const withComments: IpExportFormat[] = ['plain', 'nginx', 'nftables', 'iptables', 'ip6tables', 'ipset']
test.each(withComments)('%s begins with the source and the time', (format) => {
  const source = '# WeChat callback IPs, /cgi-bin/getcallbackip, fetched 2026-11-23T08:15:00Z\n'
  expect(exportAfter({ kind: 'callback', format }).text.startsWith(source)).toBe(true)
})

test('rounding says how many more addresses it lets in', () => {
  const exact = exportAfter({ kind: 'callback', format: 'plain' })
  const rounded = exportAfter({ kind: 'callback', format: 'plain', rounding: '24' })
  expect(exact).toMatchObject({ extraAddresses: 0, blocks: 6 })
  expect(rounded).toMatchObject({ extraAddresses: 128 + 255 + 255, blocks: 5 })
  expect(rounded.text).toContain('\n42.192.6.0/23\n58.60.9.0/24\n106.55.206.0/24\n')
})

test('changes are told in blocks of the two whole exports', () => {
  const { text, blocks } = exportChanges({ kind: 'callback', format: 'json' })
  expect(blocks).toBe(JSON.parse(text).add.length + JSON.parse(text).remove.length)
  expect(JSON.parse(text).add).toEqual([
    '42.192.6.0/24',
    '42.192.7.0/25',
    '58.60.9.143',
    '106.55.206.146',
    '2402:4e00:1020:3000::/52',
  ])
})
