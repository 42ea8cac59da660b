import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Problem } from '#contract/problem.ts'
import { reply, startWireServer, type WireServer } from '#core/net/testing/wire-server.ts'
import { type Bench, createBench, problemOf } from './testing/bench.ts'
import { nested, token } from './testing/hostile-corpus.ts'

let bench: Bench
let server: WireServer
let body: string
beforeEach(async () => {
  bench = createBench()
  server = await startWireServer((socket) => void socket.write(reply(body)))
})
afterEach(async () => {
  bench.close()
  await server.close()
})

const ips = () => bench.client.ipList('callback', bench.context(server.origin), token)
const check = () =>
  bench.client.callbackCheck({ action: 'all', operator: 'DEFAULT' }, bench.context(server.origin), token)

const levels = [5_000, 500_000]
const deepBodies = levels.flatMap((count): [name: string, body: string][] => [
  [`an entry of ${count} levels`, `{"ip_list":["203.0.113.7",${nested(count)}]}`],
  [`a list of ${count} levels`, `{"ip_list":${nested(count)}}`],
  [`${count} levels beside the list`, `{"x":${nested(count)},"ip_list":["203.0.113.7"]}`],
  [`an entry of ${count} objects`, `{"ip_list":["203.0.113.7",${'{"a":'.repeat(count)}1${'}'.repeat(count)}]}`],
])

describe('an IP list that is none ends in a named problem', () => {
  test.each<[name: string, body: string, expected: Partial<Problem>]>([
    ...deepBodies.map(([name, deep]): [string, string, Partial<Problem>] => [
      name,
      deep,
      { code: 'wrong-shape', field: 'body' },
    ]),
    ...['{}', '"203.0.113.7"', 'null', '5', 'true', '{"0":"203.0.113.7"}'].map(
      (list): [string, string, Partial<Problem>] => [
        `a list that is ${list}`,
        `{"ip_list":${list}}`,
        { code: 'wrong-shape', field: 'ip_list' },
      ],
    ),
    ['nothing', '{}', { code: 'wrong-shape', field: 'ip_list' }],
    ['an empty list', '{"ip_list":[]}', { code: 'no-addresses', received: 0 }],
    [
      'a list without a single address',
      '{"ip_list":[1,null,true,{},[],1e999,"","127.1","0x7f.1","1.2.3.4/33","::1%lo"]}',
      { code: 'no-addresses', received: 11 },
    ],
    ['one entry of a megabyte', `{"ip_list":["${'1.'.repeat(512 * 1024)}"]}`, { code: 'no-addresses', received: 1 }],
  ])('%s', async (_name, given, expected) => {
    body = given
    expect(await problemOf(ips())).toMatchObject({ ...expected, exchangeId: 1 })
    expect(bench.recordings).toHaveLength(1)
  })
})

test.each([
  'a'.repeat(2 ** 20),
  'a:'.repeat(2 ** 19),
  '/'.repeat(2 ** 20),
  '0'.repeat(2 ** 20),
  '::ffff:'.repeat(2 ** 17),
])('an entry of a megabyte beside an address is kept as it is', async (entry) => {
  body = JSON.stringify({ ip_list: ['203.0.113.7', entry] })
  expect((await ips()).ipList).toEqual(['203.0.113.7', entry])
})

test('entries of other types are kept as their JSON text', async () => {
  body = '{"ip_list":["203.0.113.7",7,null,{"a":[1]}]}'
  expect((await ips()).ipList).toEqual(['203.0.113.7', '7', 'null', '{"a":[1]}'])
})

describe('a network check that is none ends in a named problem', () => {
  test.each<[name: string, body: string, expected: Partial<Problem>]>([
    ...levels.map((count): [string, string, Partial<Problem>] => [
      `a row of ${count} levels`,
      `{"dns":[${nested(count)}]}`,
      { code: 'wrong-shape', field: 'body' },
    ]),
    ['rows that are numbers', '{"dns":[1,2]}', { code: 'wrong-shape', field: 'dns' }],
    ['a table that is an object', '{"dns":[],"ping":{}}', { code: 'wrong-shape', field: 'ping' }],
  ])('%s', async (_name, given, expected) => {
    body = given
    expect(await problemOf(check())).toMatchObject({ ...expected, exchangeId: 1 })
  })
})
