import { test as property } from '@fast-check/vitest'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRedactor } from './create-redactor.ts'
import { markerFor } from './marker.ts'
import { anyWriting, encodings, escapes, wechatSecret } from './testing/writings.ts'

const seed = { seed: 20261123, numRuns: 300 }
const token = `75_${'Ab-9_'.repeat(27)}`
const secret = '0123456789abcdef0123456789abcdef'

/**
 * Any secret without an escape, which cannot be told from the character it encodes, and without the beginning of one at
 * its end.
 */
const anySecret = fc
  .string({ unit: fc.constantFrom(...printable()), minLength: 8, maxLength: 64 })
  .filter((value) => !/\\[ux]|[%&=\\]$/.test(value))
/** Text in which a value of `anySecret` cannot occur by chance. */
const around = fc.string({ unit: fc.constantFrom('€', '公', 'ü', ' ', '\n'), maxLength: 20 })

function printable() {
  return Array.from({ length: 94 }, (_, at) => String.fromCharCode(0x21 + at))
}

describe('by value', () => {
  for (const [name, write] of Object.entries(escapes)) {
    property.prop([anySecret, around, around], seed)(
      `a known value does not survive: ${name}`,
      (value, before, after) => {
        const redactor = createRedactor()
        redactor.hold('account', value)
        const hidden = redactor.text(before + write(value) + after)
        expect(hidden).toEqual({ text: before + markerFor(value) + after, redactions: 1 })
      },
    )
  }

  for (const [name, encode] of Object.entries(encodings)) {
    property.prop([wechatSecret, around, around, fc.constantFrom(...Object.values(escapes))], seed)(
      `nor in any way of escaping it: ${name}`,
      (value, before, after, write) => {
        const redactor = createRedactor()
        redactor.hold('account', value)
        const written = write(encode(value))
        const { text } = redactor.text(before + written + after)
        expect(text).toContain(markerFor(value))
        expect(text).not.toContain(written)
      },
    )
  }

  property.prop([wechatSecret, around, anyWriting], seed)(
    'an AppSecret or a token does not survive any writing inside any other',
    (value, other, write) => {
      const redactor = createRedactor()
      redactor.hold('account', value)
      const { text } = redactor.text(other + write(value) + other)
      expect(text).toContain(markerFor(value))
      expect(text).not.toContain(write(value))
    },
  )

  property.prop([fc.array(wechatSecret, { minLength: 1, maxLength: 4 }), fc.infiniteStream(fc.nat())], seed)(
    'several in one document, each in a field of its own',
    (values, choices) => {
      const redactor = createRedactor()
      for (const value of values) redactor.learn(value)
      const names = Object.keys(escapes)
      const fields = values.map((value) => {
        const name = names[(choices.next().value ?? 0) % names.length] ?? 'raw'
        return JSON.stringify({ url: `https://x/?a=1&b=${escapes[name]?.(value)}&c=2`, at: value })
      })
      const { text } = redactor.text(JSON.stringify({ log: fields }))
      for (const value of values) expect(text).not.toContain(value)
      expect(text.match(/\[hidden:/g)).toHaveLength(2 * values.length)
    },
  )

  property.prop([anySecret, fc.jsonValue(), fc.constantFrom(0, 1, 2)], seed)(
    'a known value does not survive in a JSON document, and the document can be read again',
    (value, other, depth) => {
      const redactor = createRedactor()
      redactor.learn(value)
      let text = JSON.stringify({ other: [other, { deep: { value: `<${value}>` } }] })
      for (let level = 0; level < depth; level++) text = JSON.stringify({ text })
      let read = JSON.parse(redactor.text(text).text)
      for (let level = 0; level < depth; level++) read = JSON.parse(read.text)
      expect(read.other[1].deep.value).toBe(`<${markerFor(value)}>`)
    },
  )

  property.prop([anySecret, fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 200 })], seed)(
    'bytes around a known value stay as they are, whatever they are',
    (value, before, after) => {
      const redactor = createRedactor()
      redactor.learn(value)
      fc.pre(redactor.bytes(Buffer.concat([before, after])).redactions === 0)
      const hidden = redactor.bytes(Buffer.concat([before, Buffer.from(value), after]))
      const text = Buffer.from(hidden.bytes).toString('latin1')
      expect(text).not.toContain(value)
      const marker = text.match(/\[hidden:\d+-chars:#[0-9a-f]{6}\]/)
      if (!marker) throw new Error('no marker')
      // The bytes before may happen to look like a percent sign that belongs to the value; nothing else may go.
      expect(Buffer.from(before).toString('latin1').startsWith(text.slice(0, marker.index))).toBe(true)
      expect(
        Buffer.from(after)
          .toString('latin1')
          .endsWith(text.slice((marker.index ?? 0) + marker[0].length)),
      ).toBe(true)
    },
  )

  test('a value that is not ASCII is found in UTF-8 bytes', () => {
    const redactor = createRedactor()
    redactor.learn('密码密码密码密码')
    expect(Buffer.from(redactor.bytes(Buffer.from('a密码密码密码密码b')).bytes).toString()).toBe(
      `a${markerFor('密码密码密码密码')}b`,
    )
    expect(redactor.text('a密码密码密码密码b %').text).toBe(`a${markerFor('密码密码密码密码')}b %`)
  })

  test('overlapping values leave no remainder', () => {
    const redactor = createRedactor()
    redactor.learn('abcdefgh')
    redactor.learn('efghijkl')
    expect(redactor.text('<abcdefghijkl>').text).toMatch(/^<\[hidden:12-chars:#[0-9a-f]{6}\]>$/)
  })
})

describe('by key', () => {
  const value = 'x9-Unknown_Value'
  const hidden = markerFor(value)
  const cases: [name: string, before: string, after: string][] = [
    ['query', '/cgi-bin/getcallbackip?access_token=', '&type=1'],
    ['last in a query', 'GET /cgi-bin/token?appid=wx1&secret=', ' HTTP/1.1'],
    ['form', 'grant_type=client_credential&secret=', '&appid=wx1'],
    ['other spellings', 'AppSecret=', '; path=/'],
    ['camel case', '{"accessToken":"', '"}'],
    ['JSON', '{"access_token":"', '","expires_in":7200}'],
    ['JSON with blanks', '{ "secret" :\n  "', '" }'],
    ['JSON in JSON', '{"body":"{\\"secret\\":\\"', '\\"}"}'],
    ['cut JSON', '{"expires_in":7200,"access_token":"', ''],
    ['cut JSON in JSON', '{"body":"{\\"access_token\\": \\"', ''],
    ['no opening quote of the key', 'access_token":"', '"'],
    ['no quotes around the value', '{"access_token": ', ', "expires_in": 7200}'],
    ['an array', '{"access_token":["', '"]}'],
    ['single quotes', "{'appsecret': '", "'}"],
    ['PHP', "['secret' => '", "']"],
    ['an assignment', 'secret = "', '"'],
    ['a header', 'access_token: ', ''],
    ['an encoded URL in a query', '?redirect=https%3A%2F%2Fx%2F%3Faccess_token%3D', '%26a%3Db&y=1'],
    ['encoded JSON', '?body=%7B%22secret%22%3A%22', '%22%7D'],
    ['an encoded key', '?access%5Ftoken=', '&a=b'],
    ['a third party’s token', '{"authorization_info":{"authorizer_refresh_token":"', '"}}'],
    ['a ticket that WeChat pushes', '<xml><ComponentVerifyTicket><![CDATA[', ']]></ComponentVerifyTicket></xml>'],
    ['a code', '{"pre_auth_code":"', '","expires_in":1800}'],
    ['a session key', '{"session_key":"', '","openid":"o6_b"}'],
    ['the key of messages', 'EncodingAESKey=', '&token=x'],
    ['a head', 'Authorization: Bearer ', '\r\nHost: x'],
    ['a proxy’s head', 'Proxy-Authorization: Basic ', '\r\n'],
    ['a cookie', 'Set-Cookie: ', '; path=/; HttpOnly'],
    ['heads in a list', '{"name":"Authorization","value":"Bearer ', '"}'],
    ['a name and a value', '{"name":"access_token","type":"text","value":"', '"}'],
    ['a key and a value', '[{ "key" : "refresh_token", "value" : "', '" }]'],
    ['an element', '<response><access_token>', '</access_token></response>'],
    ['an element with attributes', '<access_token type="x">', '</access_token>'],
    ['a field of a form', '<input name="access_token" value="', '">'],
    ['an element that is named so', '<item name="access_token">', '</item>'],
    ['a name beside a value', '<name>access_token</name><value>', '</value>'],
    ['an escaped element', '&lt;access_token&gt;', '&lt;/access_token&gt;'],
    ['an escaped letter of the key', '{"acces\\u0073_token":"', '"}'],
    ['another case', '{"ACCESS-TOKEN":"', '"}'],
    ['an escaped separator', '{"secret"\\u003a"', '"}'],
    ['deep inside', '{"a":{"b":[{"component_access_token":"', '"}]}}'],
    ['two hex digits that begin a value', '?secret=ab', '&x=1'],
    ['heads in one list', '["Accept","*/*","Authorization","Bearer ', '","Host","x"]'],
    ['heads as pairs', '[["Accept","*/*"],["access_token", "', '"]]'],
    ['a tuple', "('secret', '", "')"],
    ['what PHP dumps', '["access_token"]=>\n  string(16) "', '"\n'],
    ['what PHP serialises', 'a:1:{s:12:"access_token";s:16:"', '";}'],
    ['what Python shows', "{u'access_token': u'", "'}"],
    ['prose of an error', 'request to https://api.weixin.qq.com/x?access_token=', ' failed, reason: reset'],
  ]
  test.each(cases)('%s', (_name, before, after) => {
    const [start, lead] = before.endsWith('=ab') ? [before.slice(0, -2), 'ab'] : [before, '']
    if (lead)
      return expect(createRedactor().text(before + value + after).text).toBe(start + markerFor(lead + value) + after)
    expect(createRedactor().text(before + value + after)).toEqual({ text: before + hidden + after, redactions: 1 })
  })

  test.each([
    'invalid credential, access_token is invalid or not latest',
    '{"errcode":41004,"errmsg":"appsecret missing"}',
    '{"access_token":"","expires_in":7200}',
    '{"secret":null,"access_token":false}',
    'secret: held',
    'if (access_token == other)',
    '?secret=&appid=wx1',
    '{"ticket_count":5,"type":"ticket","access_token_expires_in":7200}',
    '{"button":[{"type":"click","name":"ticket","key":"V1_TICKET"},{"type":"view","name":"secret","url":"http://x/"}]}',
    '{"errcode":0,"errmsg":"ok","expires_in":7200,"authorization_info":{"func_info":[]}}',
    'Access-Control-Allow-Headers: Authorization, Content-Type',
    'Vary: Cookie',
    '<th>secret</th><td>no</td>',
    '<ticket_count>5</ticket_count>',
    'grant_type=authorization_code&appid=wx1',
    'password: wrong',
    '["access_token","authorizer_refresh_token","component_verify_ticket"]',
    '"errcode","access_token","expires_in","x9"',
  ])('leaves %s alone', (text) => {
    expect(createRedactor().text(text)).toEqual({ text, redactions: 0 })
  })

  test('an escaped quote does not end a value', () => {
    const text = createRedactor().text('{"access_token":"abc\\"def","expires_in":1}').text
    expect(text).toMatch(/^\{"access_token":"\[hidden:8-chars:#[0-9a-f]{6}\]","expires_in":1\}$/)
  })
})

describe('by key, more than one value', () => {
  const values = (text: string) => createRedactor().text(text)

  test('every element of an array', () => {
    expect(values('{"access_token":["first-one", "second-one"],"a":["other"]}').text).toBe(
      `{"access_token":["${markerFor('first-one')}", "${markerFor('second-one')}"],"a":["other"]}`,
    )
  })

  test('what an object has that looks like more than a word', () => {
    expect(
      values('{"ticket":{"type":"jsapi","value":"Ticket-Value","old":["Former-Ticket"]},"a":"Other-Value"}').text,
    ).toBe(
      `{"ticket":{"type":"jsapi","value":"${markerFor('Ticket-Value')}","old":["${markerFor('Former-Ticket')}"]},"a":"Other-Value"}`,
    )
  })

  test('what is left and right of a marker that a server wrote', () => {
    const fake = '[hidden:5-chars:#123456]'
    expect(values(`access_token=SECRET${fake}&a=1`).text).toBe(`access_token=${markerFor('SECRET')}${fake}&a=1`)
    expect(values(`{"secret":"left-part${fake}right-part"}`).text).toBe(
      `{"secret":"${markerFor('left-part')}${fake}${markerFor('right-part')}"}`,
    )
  })

  test('a known value is hidden even when it looks like a marker in part', () => {
    const redactor = createRedactor()
    const value = '98_ZZZZ[hidden:5-chars:#123456]YYYY'
    redactor.hold('account', value)
    expect(redactor.text(`"a":"${value}"`).text).toBe(`"a":"${markerFor(value)}"`)
  })
})

describe('a short secret', () => {
  const redactor = createRedactor()
  redactor.hold('proxy', 'hunter2')

  test.each([
    'http://user:hunter2@proxy:3128',
    '{"given":"hunter2"}',
    'X-Echo: hunter2',
    'x=hunter2&y=1',
    '<p>hunter2</p>',
    'first\nhunter2\nlast',
    '{"given":"%68unter2"}',
    '{"given":"HUNTER2"}',
  ])('is hidden where it stands by itself: %s', (text) => {
    expect(redactor.text(text.replaceAll('\\n', '\n')).text).not.toMatch(/(?:h|%68)unter2/i)
  })

  test.each(['the hunter2 of old', 'hunter2000', 'my-hunter2'])('is a word like others in %s', (text) => {
    expect(redactor.text(text).redactions).toBe(0)
  })

  test('of less than four characters is not looked for', () => {
    redactor.hold('other', 'abc')
    expect(redactor.text('"abc"').redactions).toBe(0)
  })
})

describe('by shape', () => {
  test('on token endpoints tokens and AppSecrets are seen without a key, a rid is not', () => {
    const redactor = createRedactor()
    const rid = '64d20329-254dc72d-4b59c863'
    const body = Buffer.from(`{"tok":"${token}","x":"${secret}","errmsg":"no rid: ${rid}"}`)
    expect(Buffer.from(redactor.bytes(body, { tokenEndpoint: true }).bytes).toString()).toBe(
      `{"tok":"${markerFor(token)}","x":"${markerFor(secret)}","errmsg":"no rid: ${rid}"}`,
    )
    expect(Buffer.from(redactor.bytes(body).bytes)).toEqual(body)
  })
})

describe('always', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      'access_token=',
      '"secret":"',
      'appsecret: ',
      'secret%3D',
      '&',
      '"',
      '\\"',
      '\\',
      '%25',
      ' ',
      markerFor('zzzzzzzz'),
      '[hidden:',
      'known-value',
      encodeURIComponent('known/value+2'),
      token,
    ),
    fc.string({ maxLength: 12 }),
  )
  const text = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))

  property.prop([text], { ...seed, numRuns: 2000 })('redacting twice changes nothing', (input) => {
    const redactor = createRedactor()
    redactor.learn('known-value')
    redactor.learn('known/value+2')
    const once = redactor.text(input)
    expect(once.text).not.toContain('known-value')
    expect(redactor.text(once.text)).toEqual({ text: once.text, redactions: 0 })

    const bytes = redactor.bytes(Buffer.from(input), { tokenEndpoint: true }).bytes
    const again = redactor.bytes(bytes, { tokenEndpoint: true })
    expect(again.redactions).toBe(0)
    expect(Buffer.from(again.bytes)).toEqual(Buffer.from(bytes))
  })

  property.prop([fc.string({ unit: 'binary' }).filter((input) => !/token|secret/i.test(input))], seed)(
    'text without a secret is not touched',
    (input) => {
      expect(createRedactor().text(input)).toEqual({ text: input, redactions: 0 })
    },
  )

  test('hostile bodies take no more than linear work', () => {
    const redactor = createRedactor()
    redactor.learn(token)
    redactor.learn('back\\\\slashes')
    for (const unit of ['\\', ' ', '"secret": ', 'secret\\', '"secret":"\\', '%25', 'secret%3D', 'secret=']) {
      const body = Buffer.from(unit.repeat(1_000_000 / unit.length))
      expect(redactor.bytes(body).bytes.length).toBeGreaterThan(0)
    }
    expect(redactor.bytes(Buffer.from(`"secret":${' '.repeat(1_000_000)}`)).redactions).toBe(0)
  })
})
