import type { IpListKind } from '#contract/ip-list.ts'
import { type Block, spellBlock } from '#core/kernel/ip/address-set.ts'
import { additions, comments, type Format, isWhole, lines, ofFamily, removals, withPrefix } from './format.ts'

const families = [4, 6] as const

/** `nft -f FILE`: two sets for use in rules. The whole list replaces the former one in one transaction. */
export const nftables: Format = {
  extension: 'nft',
  mimeType: 'text/plain',
  write(document) {
    const whole = isWhole(document)
    return lines(
      comments(document, ruleFor(document.kind)),
      ['add table inet wechat'],
      families.flatMap((family) => {
        const set = `inet wechat ${setName(document.kind, family)}`
        return [
          `add set ${set} { type ipv${family}_addr; flags interval; }`,
          ...(whole ? [`flush set ${set}`] : []),
          ...elements(`delete element ${set}`, ofFamily(removals(document), family)),
          ...elements(`add element ${set}`, ofFamily(additions(document), family)),
        ]
      }),
    )
  },
}

const setName = (kind: IpListKind, family: 4 | 6) => `${kind === 'callback' ? 'callback' : 'api'}${family}`

function ruleFor(kind: IpListKind): string {
  return kind === 'callback'
    ? 'a rule that uses it: ip saddr @callback4 tcp dport { 80, 443 } accept'
    : 'a rule that uses it: ip daddr @api4 tcp dport 443 accept'
}

function elements(command: string, blocks: Block[]): string[] {
  return blocks.length === 0 ? [] : [`${command} {`, ...blocks.map((block) => `  ${spellBlock(block)},`), '}']
}

/** `iptables-restore --noflush FILE`: a chain of its own; other rules stay untouched. */
export const iptables = rules('iptables', 4)
export const ip6tables = rules('ip6tables', 6)

function rules(tool: 'iptables' | 'ip6tables', family: 4 | 6): Format {
  return {
    extension: `${tool}.rules`,
    mimeType: 'text/plain',
    write(document) {
      const chain = document.kind === 'callback' ? 'WECHAT-CALLBACK' : 'WECHAT-API'
      const rule = (block: Block) =>
        document.kind === 'callback'
          ? `${chain} -s ${withPrefix(block)} -p tcp -m multiport --dports 80,443 -j ACCEPT`
          : `${chain} -d ${withPrefix(block)} -p tcp -m tcp --dport 443 -j ACCEPT`
      const from = document.kind === 'callback' ? 'INPUT' : 'OUTPUT'
      return lines(
        comments(document, `load with: ${tool}-restore --noflush; once: ${tool} -I ${from} -j ${chain}`),
        ['*filter'],
        // Declaring a chain empties it.
        isWhole(document) ? [`:${chain} - [0:0]`] : [],
        ofFamily(additions(document), family).map((block) => `-A ${rule(block)}`),
        ofFamily(removals(document), family).map((block) => `-D ${rule(block)}`),
        ['COMMIT'],
      )
    },
  }
}

/** `ipset restore -file FILE`: new sets are filled and then swapped in, so that none is ever half full. */
export const ipset: Format = {
  extension: 'ipset',
  mimeType: 'text/plain',
  write(document) {
    return lines(
      comments(document),
      families.flatMap((family) => {
        const name = `wechat-${setName(document.kind, family)}`
        const [more, fewer] = [additions(document), removals(document)].map((blocks) =>
          ofFamily(blocks, family).flatMap(halves),
        )
        return isWhole(document) ? filled(name, family, more ?? []) : changed(name, more ?? [], fewer ?? [])
      }),
    )
  },
}

function filled(name: string, family: 4 | 6, blocks: Block[]): string[] {
  const next = `${name}-next`
  const options = `hash:net family inet${family === 6 ? '6' : ''} maxelem ${roomFor(blocks.length)}`
  return [
    `create ${name} ${options} -exist`,
    `create ${next} ${options} -exist`,
    `flush ${next}`,
    ...blocks.map((block) => `add ${next} ${spellBlock(block)}`),
    `swap ${next} ${name}`,
    `destroy ${next}`,
  ]
}

function changed(name: string, more: Block[], fewer: Block[]): string[] {
  return [
    ...more.map((block) => `add ${name} ${spellBlock(block)} -exist`),
    ...fewer.map((block) => `del ${name} ${spellBlock(block)} -exist`),
  ]
}

/** A set of networks cannot hold a /0. */
function halves(block: Block): Block[] {
  if (block.prefix > 0) return [block]
  const top = block.family === 4 ? 1n << 31n : 1n << 127n
  return [0n, top].map((first) => ({ family: block.family, first, prefix: 1 }))
}

/** ipset's own limit, doubled until everything fits. */
function roomFor(count: number): number {
  let room = 65_536
  while (room < count) room *= 2
  return room
}
