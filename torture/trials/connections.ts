import { once } from 'node:events'
import { request } from 'node:http'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Host, readSnapshot, startHost, within } from '#torture/host.ts'
import { type Trial, type TrialContext, textOf } from '#torture/trial.ts'

const CONNECTIONS = 1_000
const ANSWER_WITHIN_MS = 10_000

/** What those who take up the room send first, and by and by. */
const guests: { name: string; first: string; drip?: string }[] = [
  { name: 'idle', first: '' },
  { name: 'half a request line', first: 'GE' },
  { name: 'half a head', first: 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nX-' },
  { name: 'a head that drips', first: 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n', drip: 'X-Drip: y\r\n' },
  {
    name: 'a call without its body',
    first:
      'POST /rpc/settings/update HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: 9000\r\n\r\n',
  },
  { name: 'a page that is never read', first: 'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'.repeat(2) },
  { name: 'TLS', first: '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03' },
]

/** A thousand connections by somebody else: the owner's page and its calls are answered. */
export const connections: Trial = {
  name: 'connections',
  budgetMs: 45_000,
  async run(context) {
    const cases = guests.flatMap((guest) => [undefined, 256].map((descriptors) => ({ ...guest, descriptors })))
    const { check } = context.tally(`${CONNECTIONS} connections`, cases.length)
    for (const { name, first, drip, descriptors } of cases) {
      const limit = descriptors === undefined ? '' : `, ${descriptors} descriptors`
      await check(`${name}${limit}`, () => underGuests({ first, drip, descriptors }, context))
    }
  },
}

interface Siege {
  first: string
  drip: string | undefined
  descriptors: number | undefined
}

async function underGuests({ first, drip, descriptors }: Siege, { workplace }: TrialContext): Promise<string[]> {
  const data = join(workplace.folder(), 'data')
  const host = await startHost({ data, ...(descriptors && { descriptors }) }, workplace)
  const port = Number(new URL(host.address).port)
  const sockets: Socket[] = []
  for (let n = 0; n < CONNECTIONS; n++) {
    const socket = connect(port, '127.0.0.1')
    socket.on('error', () => {})
    socket.pause()
    if (first !== '') socket.write(first, 'latin1')
    sockets.push(socket)
  }
  const dripping = setInterval(() => {
    for (const socket of sockets) if (drip !== undefined && socket.writable) socket.write(drip)
  }, 1_000)
  try {
    await Promise.race([Promise.all(sockets.map((each) => once(each, 'connect').catch(() => undefined))), pause(2_000)])
    return [...(await unanswered(host)), ...(host.process.exitCode === null ? [] : [`it ended: ${host.stderr()}`])]
  } finally {
    clearInterval(dripping)
    for (const socket of sockets) socket.destroy()
    await host.kill()
  }
}

/** The page, a call and the stream, each on a connection of its own. */
async function unanswered(host: Host): Promise<string[]> {
  const tries: Record<string, () => Promise<unknown>> = {
    'the page': () => getOnce(host.address),
    'a call': () => host.client.settings.update({ theme: 'dark' }),
    'the stream': () => readSnapshot(host, 'settings'),
  }
  const wrong: string[] = []
  for (const [name, run] of Object.entries(tries)) {
    const answer = within(ANSWER_WITHIN_MS, patiently(run), `not within ${ANSWER_WITHIN_MS / 1000} s`)
    await answer.catch((error) => wrong.push(`${name}: ${textOf(error)}`))
  }
  return wrong
}

/** Refused or cut connections are tried again, as a person reloads. */
async function patiently(run: () => Promise<unknown>): Promise<unknown> {
  for (const end = performance.now() + ANSWER_WITHIN_MS; ; await pause(250)) {
    try {
      return await run()
    } catch (error) {
      if (performance.now() > end) throw error
    }
  }
}

async function getOnce(address: string): Promise<void> {
  const [response] = await once(request(address, { agent: false, timeout: ANSWER_WITHIN_MS }).end(), 'response')
  response.resume()
  await once(response, 'end')
  if (response.statusCode !== 200) throw new Error(`status ${response.statusCode}`)
}
