import { BlockList, isIP } from 'node:net'

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8, 'ipv4')
loopback.addAddress('::1', 'ipv6')

/** Whether a socket's address is this computer's own: 127.0.0.0/8, also mapped into IPv6, or ::1. */
export function isLoopback(address: string | undefined): boolean {
  const family = isIP(address ?? '')
  return address !== undefined && family !== 0 && loopback.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

/** A plain http origin resolved to another computer. The connection is closed; nothing was sent. */
export class NotLoopbackError extends Error {
  /** The address of that computer. */
  readonly address: string

  constructor(address: string) {
    super('not-loopback')
    this.name = 'NotLoopbackError'
    this.address = address
  }
}
