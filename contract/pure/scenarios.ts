/**
 * Behaviours of the embedded WeChat server that can be switched on; several may be on together.
 * `ip-not-whitelisted`: 40164 · `changing-exit`: 40164, with another IP each time · `ip-not-registered`: 61004 instead · `invalid-secret`: 40125 · `superseded`: someone else fetched, API calls
 * get 40001 · `expired`: API calls get 42001, whatever life the token had left · `busy`: -1 · `minute-quota`: 45011 ·
 * `daily-quota`: 45009 · `slow`: seconds before the first byte · `connection-reset`: the socket dies before the head ·
 * `truncated-json`: the body stops in the middle · `ip-list-changed`: both IP lists have lost and won addresses ·
 * `odd-ip-list`: the callback list has unusual spellings and entries that are no addresses · `no-callback-url`: 40201
 * from the network check.
 */
export const sandboxScenarios = [
  'ip-not-whitelisted',
  'changing-exit',
  'ip-not-registered',
  'invalid-secret',
  'superseded',
  'expired',
  'busy',
  'minute-quota',
  'daily-quota',
  'slow',
  'connection-reset',
  'truncated-json',
  'ip-list-changed',
  'odd-ip-list',
  'no-callback-url',
] as const
export type SandboxScenario = (typeof sandboxScenarios)[number]
