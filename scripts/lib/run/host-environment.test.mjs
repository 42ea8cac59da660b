import { expect, test } from 'vitest'
import { hostEnvironment } from './host-environment.mjs'

test.each([
  'ELECTRON_RENDERER_URL',
  'ELECTRON_RUN_AS_NODE',
  'Electron_Run_As_Node',
  'ELECTRON_NO_ASAR',
  'ELECTRON_FORCE_IS_PACKAGED',
  'ELECTRON_DISABLE_SANDBOX',
  'ELECTRON_ENABLE_LOGGING',
  'ELECTRON_NOT_YET_INVENTED',
  'NODE_OPTIONS',
  'NODE_DEBUG',
  'NODE_ENV',
  'NODE_PATH',
  'NODE_V8_COVERAGE',
  'NODE_COMPILE_CACHE',
  'VITE_DEV_SERVER_URL',
  'MAIN_VITE_KEY',
  'RENDERER_VITE_KEY',
])('%s stays outside', (name) => {
  expect(hostEnvironment({ [name]: '1', HOME: '/home/a' })).toEqual({ HOME: '/home/a' })
})

test('what is not a tool’s, and what the host tells of by itself, goes in', () => {
  const env = {
    PATH: '/bin',
    HTTPS_PROXY: 'http://proxy:3128',
    MP_CONSOLE_DATA: '/data',
    MP_CONSOLE_PASSPHRASE: 'a',
    ELECTRON_OZONE_PLATFORM_HINT: 'wayland',
    NODE_EXTRA_CA_CERTS: '/ca.pem',
    NODE_TLS_REJECT_UNAUTHORIZED: '0',
    MY_NODE_OPTIONS: 'mine',
    ELECTRONICS: 'shop',
  }
  expect(hostEnvironment(env)).toEqual(env)
})
