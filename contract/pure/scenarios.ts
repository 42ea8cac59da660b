/**
 * Behaviours of the embedded WeChat server that can be switched on; several may be on together.
 * `ip-not-whitelisted`: 40164 · `invalid-secret`: 40125 · `superseded`: someone else fetched, API calls
 * get 40001 · `expired`: API calls get 42001, whatever life the token had left · `busy`: -1 · `minute-quota`: 45011 ·
 * `daily-quota`: 45009 · `slow`: seconds before the first byte · `connection-reset`: the socket dies before the head ·
 * `truncated-json`: the body stops in the middle.
 */
export const sandboxScenarios = [
  'ip-not-whitelisted',
  'invalid-secret',
  'superseded',
  'expired',
  'busy',
  'minute-quota',
  'daily-quota',
  'slow',
  'connection-reset',
  'truncated-json',
] as const
export type SandboxScenario = (typeof sandboxScenarios)[number]
