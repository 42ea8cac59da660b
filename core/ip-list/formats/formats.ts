import type { IpExportFormat } from '#contract/pure/ip-list.ts'
import { awsSecurityGroup, tencentSecurityGroup } from './cloud.ts'
import type { Format } from './format.ts'
import { ip6tables, ipset, iptables, nftables } from './linux.ts'
import { csv, json, nginx, plain } from './plain.ts'

/** A writer for each format of the contract. */
export const formats: Record<IpExportFormat, Format> = {
  plain,
  json,
  csv,
  nginx,
  nftables,
  iptables,
  ip6tables,
  ipset,
  'aws-security-group': awsSecurityGroup,
  'tencent-security-group': tencentSecurityGroup,
}
