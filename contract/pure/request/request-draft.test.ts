import { expect, test } from 'vitest'
import { draftFrom } from './request-draft.ts'

const TOKEN = '[hidden:136-chars:#ecfed5]'
const SECRET = '[hidden:32-chars:#0123ab]'

test.each([
  [`/cgi-bin/getcallbackip?access_token=${TOKEN}`, '/cgi-bin/getcallbackip', true],
  [`/cgi-bin/ticket/getticket?access_token=${TOKEN}&type=jsapi`, '/cgi-bin/ticket/getticket?type=jsapi', true],
  // Elsewhere in the query it stays in place.
  [`/cgi-bin/x?type=a&access_token=${TOKEN}`, '/cgi-bin/x?type=a&access_token=$WX_ACCESS_TOKEN', false],
  [
    `/cgi-bin/token?grant_type=client_credential&appid=wx1&secret=${SECRET}`,
    '/cgi-bin/token?grant_type=client_credential&appid=wx1&secret=$WX_APPSECRET',
    false,
  ],
  // No account here holds that secret.
  [`/cgi-bin/x?component_access_token=${TOKEN}`, `/cgi-bin/x?component_access_token=${TOKEN}`, false],
  ['/cgi-bin/x?', '/cgi-bin/x?', false],
])('%s becomes %s', (target, restored, attachToken) => {
  expect(draftFrom({ method: 'GET', target, body: '' })).toEqual({
    method: 'GET',
    target: restored,
    body: '',
    attachToken,
  })
})

test('secrets in a body become placeholders; every other byte stays', () => {
  const recorded = `{"grant_type": "client_credential",\n "appid":"wx1","secret" : "${SECRET}", "n":9007199254740993,"n":1}`
  const { body } = draftFrom({ method: 'POST', target: '/cgi-bin/stable_token', body: recorded })
  expect(body).toBe(recorded.replace(SECRET, '$WX_APPSECRET'))
  const cleared = draftFrom({ method: 'POST', target: '/cgi-bin/clear_quota/v2', body: `{"appsecret":"${SECRET}"}` })
  expect(cleared.body).toBe('{"appsecret":"$WX_APPSECRET"}')
})

test('a marker that names neither stays, and has to be replaced by hand', () => {
  const body = `{"ticket":"${TOKEN}"}`
  expect(draftFrom({ method: 'POST', target: '/cgi-bin/x', body }).body).toBe(body)
})
