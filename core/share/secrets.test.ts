import { describe, expect, test } from 'vitest'
import { fingerprintOf, markerFor } from '#core/kernel/redaction/marker.ts'
import { countRemoved, type HeldSecrets, piecesOf, plainText } from './secrets.ts'

const hash = 'abcdef'
const marker = `[hidden:32-chars:#${hash}]`
const written = (text: string, held: HeldSecrets = {}) => plainText(piecesOf(text, held))

describe('which secret it was is told by the key in front of it', () => {
  test.each([
    [`/cgi-bin/x?access_token=${marker}&a=1`, '/cgi-bin/x?access_token=$WX_ACCESS_TOKEN&a=1'],
    [`?appid=wx1&secret=${marker}`, '?appid=wx1&secret=$WX_APPSECRET'],
    [`{"secret":"${marker}","force_refresh":false}`, '{"secret":"$WX_APPSECRET","force_refresh":false}'],
    [`{"access_token" : "${marker}"}`, '{"access_token" : "$WX_ACCESS_TOKEN"}'],
    [String.raw`"{\"access_token\":\"${marker}\"}"`, String.raw`"{\"access_token\":\"$WX_ACCESS_TOKEN\"}"`],
    [`%22app_secret%22%3A%22${marker}%22`, '%22app_secret%22%3A%22$WX_APPSECRET%22'],
    [`AppSecret: ${marker}`, 'AppSecret: $WX_APPSECRET'],
    [`{"component_access_token":"${marker}"}`, '{"component_access_token":"$WX_SECRET"}'],
    [`{"ticket":"${marker}"}`, '{"ticket":"$WX_SECRET"}'],
    [marker, '$WX_SECRET'],
    ['nothing to hide', 'nothing to hide'],
  ])('%s', (text, expected) => {
    expect(written(text)).toBe(expected)
  })
})

test('a secret that is held is known by its fingerprint, whatever stands in front of it', () => {
  const held = { appSecret: 'f'.repeat(32), token: '92_'.padEnd(136, 'x') }
  expect(written(`{"a":"${markerFor(held.appSecret)}","secret":"${markerFor(held.token)}"}`, held)).toBe(
    '{"a":"$WX_APPSECRET","secret":"$WX_ACCESS_TOKEN"}',
  )
})

test('what was removed is counted by secret, with the places', () => {
  const removed = countRemoved()
  removed.cutBy({})(`?access_token=${marker}`, 'request-target')
  removed.cutBy({})(`{"access_token":"${marker}","secret":"${markerFor('other secret')}"}`, 'response-body')
  expect(removed.list(() => 'not-held')).toEqual([
    {
      placeholder: 'WX_ACCESS_TOKEN',
      hash,
      length: 32,
      count: 2,
      where: ['request-target', 'response-body'],
      real: 'not-held',
    },
    {
      placeholder: 'WX_APPSECRET',
      hash: fingerprintOf('other secret'),
      length: 12,
      count: 1,
      where: ['response-body'],
      real: 'not-held',
    },
  ])
})
