import type { Translated } from '../translated.ts'
import type { sandbox as source } from '../zh-CN/sandbox.ts'

export const sandbox: Translated<typeof source> = {
  name: 'Sandbox',
  badge: 'Sandbox: stays on this computer',
  controls: 'Sandbox controls',
  starting: 'The sandbox is starting…',
  clock: 'Virtual clock',
  realTime: 'at real time',
  ahead: '{{ahead}} ahead',
  jump: { '5min': '+5 min', '1h': '+1 h', 'to-expiry': 'To 10 s before the end' },
  scenarios: 'Scenarios…',
  scenariosTitle: 'Scenarios',
  scenariosWhy: 'While one is on, the sandbox answers accordingly.',
  scenario: {
    'ip-not-whitelisted': 'IP not whitelisted',
    'invalid-secret': 'Invalid AppSecret',
    superseded: 'Token replaced elsewhere',
    slow: 'Slow reply',
    'connection-reset': 'Connection reset',
    'truncated-json': 'Truncated JSON',
  },
  scenarioWhy: {
    'ip-not-whitelisted': '40164, naming the IP it saw',
    'invalid-secret': '40125',
    superseded: 'API calls get 40001',
    slow: 'Seconds before the first byte',
    'connection-reset': 'Closed before the response head',
    'truncated-json': 'The body ends in the middle',
  },
}
