import { describe, expect, test } from 'vitest'
import { testSandbox } from '#core/sandbox/testing/test-sandbox.ts'
import { apiDomainIpList, callbackIpList } from './ip-list.ts'

describe.each([
  ['getcallbackip', callbackIpList],
  ['get_api_domain_ip', apiDomainIpList],
] as const)('%s', (endpoint, list) => {
  test('needs a token, answers a list without an errcode, and another one when it has changed', async () => {
    const sandbox = await testSandbox()
    const ips = async (token: string) => (await sandbox.get(`/cgi-bin/${endpoint}`, { access_token: token })).json
    expect(await ips('')).toMatchObject({ errcode: 41001 })
    expect(await ips('x')).toMatchObject({ errcode: 40001 })
    const token = await sandbox.stable()
    expect(await ips(token)).toEqual({ ip_list: list })

    sandbox.setScenario('ip-list-changed', true)
    const { ip_list: next } = (await ips(token)) as { ip_list: string[] }
    expect(list.some((entry) => !next.includes(entry))).toBe(true)
    expect(next.some((entry) => !list.includes(entry))).toBe(true)
  })
})

test('the API is on loopback, its addresses in text order', () => {
  expect(apiDomainIpList.every((entry) => entry.startsWith('127.'))).toBe(true)
  expect(apiDomainIpList).toEqual([...apiDomainIpList].sort())
})

test('odd entries come after the others', async () => {
  const sandbox = await testSandbox()
  sandbox.setScenario('odd-ip-list', true)
  const { json } = await sandbox.get('/cgi-bin/getcallbackip', { access_token: await sandbox.stable() })
  expect(json.ip_list).toEqual([...callbackIpList, ...(json.ip_list as string[]).slice(callbackIpList.length)])
  expect(json.ip_list).toContain('101.226.103.07')
})

describe('callback/check', () => {
  async function check(body: unknown, scenario = false) {
    const sandbox = await testSandbox()
    sandbox.setScenario('no-callback-url', scenario)
    const query = { access_token: await sandbox.stable() }
    return (await sandbox.postJson('/cgi-bin/callback/check', body, query)).json
  }

  test.each([
    ['all', ['dns', 'ping']],
    ['dns', ['dns']],
    ['ping', ['ping']],
  ])('%s answers %j', async (action, tables) => {
    expect(Object.keys(await check({ action, check_operator: 'DEFAULT' }))).toEqual(tables)
  })

  test('pings from the network that was named, with units', async () => {
    expect(await check({ action: 'ping', check_operator: 'UNICOM' })).toEqual({
      ping: [{ ip: '203.0.113.80', from_operator: 'UNICOM', package_loss: '0%', time: '23.079ms' }],
    })
  })

  test.each([
    [{ action: 'all', check_operator: 'DEFAULT' }, true, 40201],
    [{ action: 'trace', check_operator: 'DEFAULT' }, false, 40202],
    [{ action: 'all', check_operator: 'CMCC' }, false, 40203],
    [{ action: 'all' }, false, 40203],
  ])('%j, no callback URL: %s, is answered %i', async (body, scenario, errcode) => {
    expect(await check(body, scenario)).toMatchObject({ errcode })
  })
})
