import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fc } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { curlCommand } from './curl.ts'
import { SECRET_MARKER, TOKEN_MARKER, testCall } from './testing/calls.ts'

test('a GET is one line with its headers, the token a variable', () => {
  const call = testCall({
    headers: [
      ['user-agent', 'mp-console/0.1.0'],
      ['accept', 'application/json'],
    ],
  })
  expect(curlCommand(call)).toBe(
    `curl 'https://api.weixin.qq.com/cgi-bin/getcallbackip?access_token='"$WX_ACCESS_TOKEN" \\
  --header 'user-agent: mp-console/0.1.0' \\
  --header 'accept: application/json'
`,
  )
})

test('a POST has its body, the secret in it a variable', () => {
  const call = testCall({
    method: 'POST',
    url: 'https://api.weixin.qq.com/cgi-bin/stable_token',
    headers: [['content-type', 'application/json']],
    body: `{"appid":"it's","secret":"${SECRET_MARKER}"}`,
  })
  expect(curlCommand(call)).toBe(
    `curl 'https://api.weixin.qq.com/cgi-bin/stable_token' \\
  --header 'content-type: application/json' \\
  --header 'User-Agent:' \\
  --header 'Accept:' \\
  --header 'Expect:' \\
  --data-raw '{"appid":"it'\\''s","secret":"'"$WX_APPSECRET"'"}'
`,
  )
})

test('what curl would read as a pattern or tidy up is taken as it is', () => {
  const options = (url: string) => curlCommand(testCall({ url }))
  expect(options('http://h/a?b={x}[1]')).toContain('--globoff')
  expect(options('http://h/a/../b')).toContain('--path-as-is')
  expect(options('http://h/a.b/c')).not.toMatch(/--globoff|--path-as-is/)
})

test('a body that no argument can hold is piped', () => {
  const post = (body: string | Uint8Array) => curlCommand(testCall({ method: 'POST', body }))
  expect(post(Uint8Array.from([0xff, 0x27, 0x41]))).toMatch(/^printf '\\377\\047A' \| curl .*--data-binary @-\n$/s)
  expect(post(`a${'x'.repeat(200_000)}`)).toMatch(/^printf %s 'ax+' \| curl /)
  expect(post(`\0${TOKEN_MARKER}`)).toMatch(/^\{ printf '\\000'; printf %s "\$WX_SECRET"; \} \| curl /)
})

/** Records the arguments and input of `curl`, by a shell function of that name. */
function inShell(commands: string[], variables: Record<string, string>): { args: string[]; input: Buffer }[] {
  const folder = mkdtempSync(join(tmpdir(), 'share-'))
  const numbered = commands.map((command, index) => `n=${index}\n${command}`)
  const script = `curl() {
  printf '%s\\0' "$@" > "$folder/$n.args"
  case "$*" in *'--data-binary @-'*) cat > "$folder/$n.input" ;; *) : > "$folder/$n.input" ;; esac
}
${numbered.join('\n')}`
  const file = join(folder, 'script.sh')
  writeFileSync(file, script)
  execFileSync('sh', ['-eu', file], { env: { PATH: process.env.PATH ?? '', folder, ...variables } })
  return commands.map((_, index) => ({
    args: readFileSync(join(folder, `${index}.args`), 'utf8')
      .split('\0')
      .slice(0, -1),
    input: readFileSync(join(folder, `${index}.input`)),
  }))
}

/** Characters that are special to a shell or curl, with markers in between. */
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        "'",
        '"',
        '$',
        '`',
        '\\',
        '!',
        '*',
        '~',
        '$(id)',
        '#',
        '&',
        ';',
        '|',
        '%',
        '@',
        '\t',
        '\n',
        '-',
        '{a,b}',
        ' ',
      ),
      fc.constantFrom(`&access_token=${TOKEN_MARKER}`, `"secret":"${SECRET_MARKER}"`),
      fc.string({ unit: 'grapheme', maxLength: 4 }),
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(''))
const oneLine = nasty.map((text) => text.replaceAll(/\p{Cc}/gu, ''))

const variables = { WX_ACCESS_TOKEN: `it's "a" $HOME \`id\` *`, WX_APPSECRET: '-x \\ & {a,b}', WX_SECRET: 'a\nb' }
const filled = (text: string) =>
  text.replaceAll(TOKEN_MARKER, () => variables.WX_ACCESS_TOKEN).replaceAll(SECRET_MARKER, () => variables.WX_APPSECRET)

test('whatever is in a call, a shell hands it to curl as it is, and a variable is one word', () => {
  const call = fc.record({
    method: fc.constantFrom('GET', 'POST'),
    url: oneLine.map((text) => `https://h/?${text}`),
    headers: fc.array(
      fc.tuple(
        fc.constantFrom('x-a', 'X-B'),
        oneLine.map((text) => `v${text.trimStart()}`),
      ),
      { maxLength: 3 },
    ),
    body: fc.oneof(
      nasty.map((text) => `access_token=${TOKEN_MARKER}${text}`),
      fc.uint8Array({ minLength: 1, maxLength: 40 }),
    ),
  })
  const calls = fc.sample(call, { seed: 20261125, numRuns: 400 })
  const seen = inShell(
    calls.map((one) => curlCommand(testCall(one))),
    variables,
  )
  for (const [index, { url, headers, body }] of calls.entries()) {
    const { args = [], input } = seen[index] ?? {}
    expect(args[0]).toBe(filled(url))
    const given = args.flatMap((arg, place) => (args[place - 1] === '--header' ? [arg] : []))
    expect(given.slice(0, headers.length)).toEqual(headers.map(([name, value]) => filled(`${name}: ${value}`)))
    const at = args.indexOf('--data-raw')
    const sent = at >= 0 ? Buffer.from(args[at + 1] ?? '') : input
    expect(sent?.toString('latin1')).toBe(
      (typeof body === 'string' ? Buffer.from(filled(body)) : Buffer.from(body)).toString('latin1'),
    )
  }
})
