import { isIP, type Socket } from 'node:net'
import ipaddr from 'ipaddr.js'
import { TunnelRefusal } from './tunnel-refusal.ts'

const VERSION = 5
const NO_AUTH = 0
const PASSWORD = 2
const NONE_ACCEPTABLE = 0xff
const CONNECT = 1
const [IPV4, NAME, IPV6] = [1, 3, 4] as const

/** RFC 1928, section 6. */
const replies = [
  '',
  'general failure',
  'not allowed',
  'network unreachable',
  'host unreachable',
  'connection refused',
  'TTL expired',
  'command not supported',
  'address type not supported',
]

/**
 * Has a SOCKS5 server (RFC 1928, passwords by RFC 1929) connect the socket to the target; names are looked up there.
 * Leaves every byte behind the handshake in the socket. Rejects with a `TunnelRefusal`, or with the socket's error.
 */
export async function socks5(
  socket: Socket,
  target: { host: string; port: number },
  { username, password = '' }: { username?: string | undefined; password?: string },
): Promise<void> {
  const methods = username === undefined ? [NO_AUTH] : [NO_AUTH, PASSWORD]
  socket.write(Buffer.from([VERSION, methods.length, ...methods]))
  const method = await answer(socket)
  // Some servers ask for a password even though none was offered.
  if (method === NONE_ACCEPTABLE || (method === PASSWORD && username === undefined)) {
    throw new TunnelRefusal({ kind: 'auth', reason: username === undefined ? 'needed' : 'wrong' })
  }
  if (method === PASSWORD) {
    socket.write(Buffer.concat([Buffer.from([1]), counted(username ?? ''), counted(password)]))
    const [, status] = await readExactly(socket, 2)
    if (status !== 0) throw new TunnelRefusal({ kind: 'auth', reason: 'wrong' })
  } else if (method !== NO_AUTH) {
    throw notUnderstood()
  }

  const port = Buffer.from([target.port >> 8, target.port & 0xff])
  socket.write(Buffer.concat([Buffer.from([VERSION, CONNECT, 0]), address(target.host), port]))
  const reply = await answer(socket)
  if (reply !== 0) {
    const words = replies[reply]
    throw new TunnelRefusal({ kind: 'refused', answer: `SOCKS ${reply}${words ? ` (${words})` : ''}` })
  }
  // The bound address, which is not needed.
  const [, type, first = 0] = await readExactly(socket, 3)
  const rest = { [IPV4]: 3, [NAME]: first, [IPV6]: 15 }[type ?? 0]
  if (rest === undefined) throw notUnderstood()
  await readExactly(socket, rest + 2)
}

async function answer(socket: Socket): Promise<number> {
  const [version, value = NONE_ACCEPTABLE] = await readExactly(socket, 2)
  if (version !== VERSION) throw notUnderstood()
  return value
}

function address(host: string): Buffer {
  if (isIP(host) === 0) return Buffer.concat([Buffer.from([NAME]), counted(host)])
  return Buffer.from([isIP(host) === 4 ? IPV4 : IPV6, ...ipaddr.parse(host).toByteArray()])
}

function counted(text: string): Buffer {
  const bytes = Buffer.from(text)
  return Buffer.concat([Buffer.from([bytes.length]), bytes])
}

const notUnderstood = () => new TunnelRefusal({ kind: 'not-understood' })

/** Bytes behind these stay in the socket. */
function readExactly(socket: Socket, size: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const settle = (run: () => void) => {
      socket.off('readable', look).off('end', ended).off('close', ended).off('error', failed)
      run()
    }
    const look = () => {
      const bytes: Buffer | null = socket.read(size)
      if (bytes) settle(() => (bytes.length === size ? resolve(bytes) : reject(notUnderstood())))
    }
    const ended = () => settle(() => reject(notUnderstood()))
    const failed = (error: Error) => settle(() => reject(error))
    socket.on('readable', look).on('end', ended).on('close', ended).on('error', failed)
    look()
  })
}
