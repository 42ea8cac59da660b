import { fc, test as propertyTest } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { checkAppId, checkAppSecret, checkToken, cleanCredential, findCredentials } from './credential-shapes.ts'

const appId = 'wx3f9a1c07d2b84e65'
const secret = '0123456789abcdef0123456789abcdef'
const otherHex = 'fedcba9876543210fedcba9876543210'
const token = `92_${'a1B2-_'.repeat(22)}`

test.each([
  [`  ${appId}\n`, appId],
  [`\u200b${appId}\ufeff`, appId],
  [`"${appId}",`, appId],
  [`\u3000${appId}\u00a0`, appId],
  [`“${appId}”`, appId],
])('%j is cleaned', (typed, value) => {
  expect(cleanCredential(typed)).toBe(value)
})

describe('AppID', () => {
  test.each([
    ['gh_3dfda90e39d6', 'original-id'],
    ['ww1a2b3c4d5e6f7a8b', 'work-corpid'],
    ['1234567890', 'digits'],
    ['https://mp.weixin.qq.com/', 'url'],
    [secret, 'is-secret'],
    [appId.toUpperCase(), 'upper-case'],
    [`${appId}0`, 'wrong-length'],
    ['wx3f9a1c07d2b84e6z', 'unusual'],
  ])('%s may be sent, with the hint %s', (typed, hint) => {
    expect(checkAppId(typed)).toEqual({ value: typed, verdict: 'hint', hint })
  })

  test.each([
    ['', 'empty'],
    ['\u200b ', 'empty'],
    ['wx3f9a 1c07d2b84e65', 'blanks'],
    ['wx3f9a1c07d2b84e6５', 'not-ascii'],
    [token, 'too-long'],
  ])('%j cannot be sent: %s', (typed, fault) => {
    expect(checkAppId(typed)).toMatchObject({ verdict: 'fault', fault })
  })

  test('the usual shape is good', () => {
    expect(checkAppId(` ${appId}`)).toEqual({ value: appId, verdict: 'good' })
  })
})

describe('AppSecret', () => {
  test.each([
    [appId, 'is-appid'],
    ['a'.repeat(43), 'encoding-aes-key'],
    [`${'a'.repeat(20)}-_${'b'.repeat(21)}`, 'work-secret'],
    [token, 'is-token'],
    [secret.toUpperCase(), 'upper-case'],
    [secret.slice(1), 'wrong-length'],
    [`${secret.slice(1)}z`, 'unusual'],
    ['https://example.com', 'url'],
  ])('%s may be sent, with the hint %s', (typed, hint) => {
    expect(checkAppSecret(typed)).toEqual({ value: typed, verdict: 'hint', hint })
  })

  test('the usual shape is good', () => {
    expect(checkAppSecret(`${secret}\n`)).toEqual({ value: secret, verdict: 'good' })
  })
})

describe('smart paste', () => {
  test.each([
    ['a copied page', `开发者ID(AppID)\n${appId}\n开发者密码(AppSecret)\n${secret}\n重置\nIP白名单\n查看`],
    ['the secret first', `AppSecret：${secret}\nAppID：${appId}`],
    ['JSON', JSON.stringify({ token: otherHex, appsecret: secret, appid: appId })],
    ['.env lines', `WX_TOKEN=${otherHex}\nWX_SECRET=${secret}\nWX_APPID=${appId}`],
    [
      'a request',
      `https://api.weixin.qq.com/cgi-bin/token?grant_type=client_credential&appid=${appId}&secret=${secret}`,
    ],
    ['Python', `APP_ID = '${appId}'\nAPP_SECRET = '${secret}'  # keep`],
    ['no labels', `${appId} ${secret}`],
    ['another hex first', `SESSION_ID=${otherHex}\nappid=${appId}\nsecret=${secret}`],
    ['a key that only begins like one', `SECRET_KEY_BASE=${otherHex}\nWX_SECRET=${secret}\nWX_APPID=${appId}`],
  ])('%s', (_, text) => {
    const found = findCredentials(text)
    expect(found).toMatchObject({ appId, appSecret: secret })
    expect(found.masked).not.toContain(secret)
    expect(found.masked).not.toContain(otherHex)
  })

  test('takes the AppID next to the secret', () => {
    const text = `a: wx0000000000000000\nb: 1\nc: 2\nAppID ${appId} AppSecret ${secret}`
    expect(findCredentials(text).appId).toBe(appId)
  })

  test('takes a labelled value of another shape, and masks it', () => {
    const odd = 'Qm9vdC1zdHJhcC1zZWNyZXQ'
    const found = findCredentials(`appid: ${appId}, "secret": "${odd}"`)
    expect(found).toMatchObject({ appId, appSecret: odd })
    expect(found.masked).not.toContain(odd)
  })

  test('says what is missing by leaving it out', () => {
    expect(findCredentials(`AppID ${appId}`)).toEqual({ appId, masked: `AppID ${appId}`, cut: false })
    expect(findCredentials('hello')).toEqual({ masked: 'hello', cut: false })
  })

  const hex = (length: number) =>
    fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: length, maxLength: length })
  const noise = fc.string({ unit: fc.constantFrom(...'ghij 中文\n:,"{}'), maxLength: 60 })

  propertyTest.prop(
    {
      id: hex(16).map((digits) => `wx${digits}`),
      key: hex(32),
      label: fc.constantFrom('AppSecret: ', 'secret=', '"appsecret":"', 'WX_SECRET=', '开发者密码(AppSecret)\n'),
      before: noise,
      between: noise,
      after: noise,
      secretFirst: fc.boolean(),
    },
    { seed: 20261123 },
  )('finds both in any order among noise, and shows the secret nowhere', (given) => {
    const pair = [`${given.label}${given.key}`, `AppID ${given.id}`]
    const [first, second] = given.secretFirst ? pair : pair.toReversed()
    const found = findCredentials(`${given.before}\n${first}\n${given.between}\n${second}\n${given.after}`)
    expect(found).toMatchObject({ appId: given.id, appSecret: given.key })
    expect(found.masked).not.toContain(given.key)
  })

  propertyTest.prop([fc.string({ unit: 'binary' })], { seed: 20261123 })(
    'any text is safe to paste and to check',
    (text) => {
      findCredentials(text)
      const { value } = checkAppId(text)
      expect(checkAppId(value).value).toBe(cleanCredential(value))
      expect(checkAppSecret(text).value).toBe(value)
    },
  )
})

describe('a pasted token', () => {
  const token = `92_${'Tok-en_9'.repeat(16)}`

  test.each([
    ['as it is', token, {}],
    ['with blanks around it', `  ${token}\n`, {}],
    ['in quotes', `"${token}",`, { takenFrom: 'quotes' }],
    ['with one quote', `"${token}`, { takenFrom: 'quotes' }],
    ['in its reply', `{"access_token":"${token}","expires_in":7200}`, { takenFrom: 'json', endsInSeconds: 7200 }],
    ['in a reply that is cut off', `${token}","expires_in":7200}`, { takenFrom: 'json', endsInSeconds: 7200 }],
    ['in a reply without its end', `{"access_token": "${token}`, { takenFrom: 'json' }],
    ['in a URL', `https://api.weixin.qq.com/cgi-bin/getcallbackip?access_token=${token}`, { takenFrom: 'url' }],
  ])('%s', (_, typed, more) => {
    expect(checkToken(typed)).toEqual({ value: token, verdict: 'good', ...more })
  })

  test.each([
    ['wx3f9a1c07d2b84e65', 'is-appid'],
    ['0123456789abcdef0123456789ABCDEF', 'is-secret'],
    ['bxLdikRXVbTPdHSM05e5u5sUoXNKd8-41ZO3MhKoyN5OfkWITDGgnr2fwJ0m9E8NYzWKVZvdVtaUgWvsdshFKA', 'jsapi-ticket'],
    ['92_abcdef', 'too-short'],
    ['https://api.weixin.qq.com/cgi-bin/token', 'url'],
    [`${token}=`, 'unusual'],
  ])('%s is something else, and may be tried', (typed, hint) => {
    expect(checkToken(typed)).toMatchObject({ verdict: 'hint', hint })
  })

  test.each([
    ['', 'empty'],
    [`${token} ${token}`, 'blanks'],
    [`${token}。`, 'not-ascii'],
    ['x'.repeat(2_049), 'too-long'],
  ])('%s cannot be sent', (typed, fault) => {
    expect(checkToken(typed)).toMatchObject({ verdict: 'fault', fault })
  })
})
