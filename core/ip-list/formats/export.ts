import type { IpEntry, IpExport, IpListVersion, Rounding } from '#contract/ip-list.ts'
import type { IpExportFormat } from '#contract/pure/ip-list.ts'
import { type AddressSet, type Block, blocksOf, minus, roundedTo24, spellBlock } from '#core/kernel/ip/address-set.ts'
import { countOf } from '#core/kernel/ip/range.ts'
import { formats } from './formats.ts'

export interface ExportRequest {
  version: IpListVersion
  addresses: AddressSet
  entries: IpEntry[]
  /** Exports only the difference from this version. */
  since?: { version: IpListVersion; addresses: AddressSet }
  format: IpExportFormat
  rounding: Rounding
}

/**
 * A list in the format of another program. A change consists of blocks of the two whole exports: removing and adding
 * them turns the former configuration into the new one.
 */
export function exportIpList({ version, addresses, entries, since, format, rounding }: ExportRequest): IpExport {
  const set = rounding === '24' ? roundedTo24(addresses) : addresses
  const whole = blocksOf(set)
  const former = since && blocksOf(rounding === '24' ? roundedTo24(since.addresses) : since.addresses)
  const content = former ? { add: without(whole, former), remove: without(former, whole) } : { whole }
  const unparsable = entries.filter(({ kind }) => kind === 'unparsable').map(({ raw }) => raw)
  const { extension, mimeType, write } = formats[format]
  const fetched = timeOf(version)
  return {
    // Some file systems allow no colons.
    fileName: `wechat-${version.kind}-${fetched.replaceAll(':', '')}${since ? '-changes' : ''}.${extension}`,
    mimeType,
    text: write({
      kind: version.kind,
      source: `WeChat ${version.kind} IPs, ${endpoints[version.kind]}, fetched ${fetched}`,
      ...(since && { since: `changes since the list fetched ${timeOf(since.version)}` }),
      unparsable: unparsable.map(inOneLine),
      content,
    }),
    blocks: Object.values(content).flat().length,
    extraAddresses: countOf(minus(set, addresses)),
    unparsable,
  }
}

const endpoints = { callback: '/cgi-bin/getcallbackip', 'api-domain': '/cgi-bin/get_api_domain_ip' }

/** To the second, in UTC. */
const timeOf = ({ fetchedAt }: IpListVersion) => `${new Date(fetchedAt).toISOString().slice(0, 19)}Z`

function without(blocks: Block[], others: Block[]): Block[] {
  const known = new Set(others.map(spellBlock))
  return blocks.filter((block) => !known.has(spellBlock(block)))
}

/** No text of a reply may end a comment and begin a rule. */
function inOneLine(raw: string): string {
  return JSON.stringify(raw).replace(
    /[^\x20-\x7e]/g,
    (char) => `\\u${char.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
