import { parseArgs } from 'node:util'
import { fill, words } from '#scripts/lib/words.mjs'

/** The webhost's own; checked here too, since a slip should not cost a build. */
const webOptions = /** @type {const} */ ({
  port: { type: 'string' },
  vault: { type: 'string' },
  'passphrase-fd': { type: 'string' },
  'passphrase-file': { type: 'string' },
  open: { type: 'boolean' },
  'no-open': { type: 'boolean' },
})
const options = /** @type {const} */ ({
  ...webOptions,
  web: { type: 'boolean' },
  desktop: { type: 'boolean' },
  'electron-wait': { type: 'string' },
  'no-build': { type: 'boolean' },
  data: { type: 'string' },
})

const DEFAULT_WAIT_SECONDS = 30

/**
 * @typedef {object} LaunchFlags
 * @property {boolean} web
 * @property {boolean} desktop try to download Electron whatever happened last time
 * @property {boolean} build
 * @property {number} waitSeconds
 * @property {string[]} hostFlags passed on to the host
 * @property {string[]} webOnly of these, what only the webhost knows
 */

/**
 * @param {string[]} args
 * @returns {{ flags: LaunchFlags } | { mistake: string }}
 */
export function parseLaunchFlags(args) {
  const { tokens } = parseArgs({ args, options, strict: false, allowPositionals: true, tokens: true })
  const hostFlags = []
  const webOnly = []
  for (const token of tokens) {
    if (token.kind === 'option-terminator') continue
    if (token.kind === 'positional') return { mistake: fill(words.unknownFlag, { flag: token.value }) }
    if (!Object.hasOwn(options, token.name)) return { mistake: fill(words.unknownFlag, { flag: token.rawName }) }
    const { type } = options[/** @type {keyof typeof options} */ (token.name)]
    if (type === 'string' && !token.value) return { mistake: fill(words.noValue, { flag: token.rawName }) }
    if (type === 'boolean' && token.value !== undefined) {
      return { mistake: fill(words.unknownFlag, { flag: `${token.rawName}=${token.value}` }) }
    }
    if (token.name in webOptions) webOnly.push(token.rawName)
    if (token.name in webOptions || token.name === 'data') {
      hostFlags.push(token.value === undefined ? token.rawName : `${token.rawName}=${token.value}`)
    }
  }
  const { values } = parseArgs({ args: args.filter((arg) => arg !== '--'), options })
  const waitSeconds = Number(values['electron-wait'] ?? DEFAULT_WAIT_SECONDS)
  if (!(waitSeconds > 0)) return { mistake: fill(words.waitValue, { value: String(values['electron-wait']) }) }
  return {
    flags: {
      web: values.web === true,
      desktop: values.desktop === true,
      build: values['no-build'] !== true,
      waitSeconds,
      hostFlags,
      webOnly,
    },
  }
}
