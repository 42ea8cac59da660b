import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { ipListKinds } from '#contract/pure/ip-list.ts'
import { blocksOf, spellBlock } from '#core/kernel/ip/address-set.ts'
import { parseIpList } from '#core/kernel/ip/ip-entry.ts'
import { longList } from '#core/kernel/ip/testing/long-list.ts'
import { after, exportAfter, exportBefore, exportChanges, type SampleChoice } from './testing/sample.ts'

/** Where distributions install them, outside an ordinary user's PATH. */
const env = { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` }

/** A network namespace with a firewall of its own. */
const ownNetwork = ['unshare', '--map-root-user', '--net']

/** Why a tool cannot be run here, or nothing. */
function missing(tool: string): string | undefined {
  if (spawnSync('sh', ['-c', `command -v ${tool}`], { env }).status !== 0) return `${tool} is not installed`
  if (tool === 'nginx') return undefined
  const [unshare = '', ...options] = ownNetwork
  if (spawnSync(unshare, [...options, 'true']).status !== 0) return 'no network namespace may be made'
  const probe = {
    nft: 'nft list ruleset',
    ipset: 'ipset list',
    'iptables-restore': 'iptables -S',
    'ip6tables-restore': 'ip6tables -S',
  }
  const works = spawnSync(unshare, [...options, 'sh', '-c', probe[tool as keyof typeof probe]], { env })
  return works.status === 0 ? undefined : `the kernel has no part for ${tool}`
}

/** Runs with the tool, or is skipped by name, with the reason. */
function describeTool(tool: string, run: () => void): void {
  const reason = missing(tool)
  if (reason) process.stdout.write(`skipped: ${tool} does not check the exports, since ${reason}\n`)
  describe.skipIf(reason)(reason ? `${tool} (skipped: ${reason})` : tool, run)
}

/** Runs a script over files with the texts, `$1` the first; returns its output. */
function script(commands: string, texts: string[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'firewall-'))
  const files = texts.map((text, index) => {
    const file = join(folder, `${index}`)
    writeFileSync(file, text)
    return file
  })
  const [unshare = '', ...options] = ownNetwork
  return execFileSync(unshare, [...options, 'sh', '-ec', commands, 'sh', ...files], { env, encoding: 'utf8' })
}

/** The blocks in a dump, in numeric order, without prefixes of single addresses. */
function blocksIn(dump: string): string[] {
  const words = dump.split(/[^0-9a-f.:/]+/).map((word) => word.replace(/(?<=\..*)\/32$|(?<=:.*)\/128$/, ''))
  const { entries } = parseIpList(words.filter((word) => /[.:].*[.:]/.test(word)))
  return entries
    .filter(({ kind }) => kind !== 'unparsable')
    .map(({ raw }) => raw)
    .sort()
}

const expected = (family: 4 | 6 | 'both') =>
  blocksOf(parseIpList(after).addresses.filter((range) => family === 'both' || range.family === family))
    .map(spellBlock)
    .sort()

/** The whole first list, the changes to the second; and the second at once, over the first. */
const routes = (choice: SampleChoice) =>
  [
    ['changes after the whole', [exportBefore(choice).text, exportChanges(choice).text]],
    ['the whole over a former one', [exportBefore(choice).text, exportAfter(choice).text]],
  ] as const

describe.each(ipListKinds)('%s list', (kind) => {
  describeTool('nft', () => {
    test.each(routes({ kind, format: 'nftables' }))('%s', (_, files) => {
      const dump = script('nft -c -f "$1"; nft -f "$1"; nft -c -f "$2"; nft -f "$2"; nft list table inet wechat', [
        ...files,
      ])
      expect(blocksIn(dump)).toEqual(expected('both'))
    })
  })

  describeTool('ipset', () => {
    test.each(routes({ kind, format: 'ipset' }))('%s', (_, files) => {
      const dump = script('ipset restore -file "$1"; ipset restore -file "$2"; ipset save', [...files])
      expect(blocksIn(dump)).toEqual(expected('both'))
      expect(dump).not.toContain('-next')
    })
  })

  describe.each([
    ['iptables', 4],
    ['ip6tables', 6],
  ] as const)('%s', (tool, family) => {
    describeTool(`${tool}-restore`, () => {
      test.each(routes({ kind, format: tool }))('%s', (_, files) => {
        const load = `for file; do ${tool}-restore --test --noflush "$file"; ${tool}-restore --noflush "$file"; done`
        const dump = script(`${tool} -N OTHER; ${load}; ${tool} -S`, [...files])
        expect(blocksIn(dump)).toEqual(expected(family))
        expect(dump).toContain('-N OTHER')
      })
    })
  })
})

describeTool('nginx', () => {
  test.each([
    ['the whole', exportBefore],
    ['the changes', exportChanges],
  ] as const)('%s', (_, write) => {
    const folder = mkdtempSync(join(tmpdir(), 'nginx-'))
    writeFileSync(join(folder, 'ips.conf'), write({ kind: 'callback', format: 'nginx' }).text)
    const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${folder}/${name};`,
    )
    // The test makes the socket itself: one in the folder needs no permission and meets no other server.
    const server = `server { listen unix:${folder}/socket; location / { include ips.conf; } }`
    const main = `pid ${folder}/pid; error_log stderr; events {} http { access_log off; ${temporary.join(' ')} ${server} }`
    writeFileSync(join(folder, 'nginx.conf'), main)
    const { status, stderr } = spawnSync('nginx', ['-e', 'stderr', '-t', '-c', join(folder, 'nginx.conf')], {
      env,
      encoding: 'utf8',
    })
    expect(stderr).toContain('test is successful')
    expect(stderr.replace(/^.*"user" directive.*$/m, '')).not.toContain('[warn]')
    expect(status).toBe(0)
  })
})

describeTool('ipset', () => {
  test('a list longer than its usual limit, and one that covers everything', () => {
    const version = { kind: 'callback', format: 'ipset' } as const
    const long = exportBefore(version, longList(70_000, 1)).text
    expect(script('ipset restore -file "$1"; ipset list -t wechat-callback4', [long])).toMatch(/maxelem 131072/)
    const all = exportBefore(version, ['0.0.0.0/0', '::/0']).text
    expect(blocksIn(script('ipset restore -file "$1"; ipset save', [all]))).toEqual([
      '0.0.0.0/1',
      '128.0.0.0/1',
      '8000::/1',
      '::/1',
    ])
  })
})
