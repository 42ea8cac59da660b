import type { IpListKind } from '#contract/ip-list.ts'
import type { Block } from '#core/kernel/ip/address-set.ts'
import { additions, type Document, type Format, isWhole, ofFamily, removals, withPrefix } from './format.ts'

/**
 * For `aws ec2 authorize-security-group-ingress --cli-input-json`, `-egress` for the API's addresses; changes are one
 * document to authorize and one to revoke. The description serves as the comment; revoking ignores it.
 */
export const awsSecurityGroup: Format = {
  extension: 'aws.json',
  mimeType: 'application/json',
  write: (document) =>
    written(document, ['authorize', 'revoke'], (blocks, description) => {
      const Description = description?.slice(0, 255)
      const permission = (port: number) => ({
        IpProtocol: 'tcp',
        FromPort: port,
        ToPort: port,
        IpRanges: ofFamily(blocks, 4).map((block) => ({ CidrIp: withPrefix(block), Description })),
        Ipv6Ranges: ofFamily(blocks, 6).map((block) => ({ CidrIpv6: withPrefix(block), Description })),
      })
      return { IpPermissions: blocks.length === 0 ? [] : portsOf(document.kind).map(permission) }
    }),
}

/**
 * For `CreateSecurityGroupPolicies`; changes are one document for it and one for `DeleteSecurityGroupPolicies`. The
 * person adds the SecurityGroupId.
 */
export const tencentSecurityGroup: Format = {
  extension: 'tencent.json',
  mimeType: 'application/json',
  write: (document) =>
    written(document, ['create', 'delete'], (blocks, description) => ({
      SecurityGroupPolicySet: {
        [document.kind === 'callback' ? 'Ingress' : 'Egress']: blocks.map((block) => ({
          Protocol: 'TCP',
          Port: portsOf(document.kind).join(','),
          [block.family === 4 ? 'CidrBlock' : 'Ipv6CidrBlock']: withPrefix(block),
          Action: 'ACCEPT',
          PolicyDescription: description?.slice(0, 100),
        })),
      },
    })),
}

/** WeChat pushes to the two web ports only, and its API listens on one. */
const portsOf = (kind: IpListKind) => (kind === 'callback' ? [80, 443] : [443])

function written(
  document: Document,
  [add, remove]: [string, string],
  write: (blocks: Block[], description?: string) => object,
): string {
  const added = write(additions(document), document.source)
  const value = isWhole(document) ? added : { [add]: added, [remove]: write(removals(document)) }
  return `${JSON.stringify(value, undefined, 2)}\n`
}
