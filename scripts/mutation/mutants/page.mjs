import { mutant } from '#scripts/mutation/mutant.mjs'

const headers = 'contract/pure/host/page-headers.ts'
const shown = 'electron/page-security/app-protocol'
const files = 'core/serving/page-files.ts'

/** What both hosts say of the page, and what serves its files. */
export const page = [
  mutant(headers, `"default-src 'none'"`, `"default-src 'self'"`, 'frames, workers and media of our own', shown),
  mutant(headers, `"script-src 'self'"`, `"script-src 'self' 'unsafe-inline'"`, 'injected scripts run', shown),
  mutant(headers, `"style-src 'self'"`, `"style-src 'self' 'unsafe-inline'"`, 'injected styles count', shown),
  mutant(headers, `"connect-src 'self'"`, `"connect-src *"`, 'the page talks to anybody', shown),
  mutant(headers, `"img-src 'self' data:"`, `"img-src *"`, 'a picture carries a secret out', shown),
  mutant(headers, `"base-uri 'none'"`, `"base-uri 'self'"`, 'a base moves every address', shown),
  mutant(headers, `"form-action 'none'"`, `"form-action *"`, 'a form carries a secret out', shown),
  mutant(headers, `"frame-ancestors 'none'"`, `"frame-ancestors *"`, 'the page in the frame of another', shown),
  mutant(headers, `'nosniff'`, `'sniff'`, 'a file is taken for a script', shown),
  mutant(headers, `'no-referrer'`, `'unsafe-url'`, 'addresses are told to others', shown),
  mutant(
    headers,
    `'cross-origin-resource-policy': 'same-origin'`,
    `'cross-origin-resource-policy': 'cross-origin'`,
    'others load our files',
    shown,
  ),
  mutant(headers, `'no-store'`, `'public'`, 'the page stays in a cache', shown),

  mutant(files, ' || !file.startsWith(root + sep)', '', 'files outside the folder', 'core/serving/page-files'),
  mutant(files, 'root + sep)', 'root)', 'a folder whose name begins like ours', 'core/serving/page-files'),
  mutant(files, '!type || ', '', 'files of any kind', 'core/serving/page-files'),

  mutant(
    'scripts/lib/run/host-environment.mjs',
    '!steering.test(name) || ',
    'true || ',
    'a tool steers the host',
    'scripts/lib/run/host',
  ),
  mutant(
    'scripts/lib/run/hosts.mjs',
    '...hostEnvironment(process.env), MP_CONSOLE_READY_FILE',
    '...process.env, MP_CONSOLE_READY_FILE',
    'a tool steers Electron',
    'scripts/lib/run/host',
  ),
]
