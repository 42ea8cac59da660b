/**
 * @param {string} file
 * @param {string} text
 * @param {string} replacement
 * @param {string} why
 * @param {string} [tests] the test beside the file when absent
 */
const mutant = (file, text, replacement, why, tests = file.replace('.ts', '.test.ts')) => ({
  file,
  text,
  replacement,
  why,
  tests,
})

const tickets = 'webhost/pages/tickets.ts'
const sessions = 'webhost/pages/sessions.ts'
const guard = 'webhost/guard.ts'
const server = 'webhost/server.ts'
const requests = 'webhost/pages/http.test.ts'
const secureSocket = 'core/net/trust/secure-socket.ts'
const connector = 'core/net/connection/connector.ts'
const known = 'core/kernel/redaction/known-secrets.ts'

/** What `docs/security.md` says of the webhost, and of where secrets go. */
export const network = [
  mutant(tickets, '        drop(ticket)\n        return', '        return', 'an address opens the console again'),
  mutant(tickets, 'if (age >= TICKET_LIFE_MS) drop(ticket)', '', 'an address of last week opens the console'),
  mutant(tickets, 'Math.max(', 'Math.min(', 'a clock that stands still keeps an address alive'),
  mutant(tickets, 'if (tickets.size > MAX_TICKETS && oldest) drop(oldest)', '', 'tickets without a bound'),
  mutant(tickets, 'if (wrong.length >= MAX_WRONG)', 'if (false)', 'guesses without a bound'),
  mutant(sessions, 'session.running === 0 && clock', 'false && clock', 'a key that never ends'),
  mutant(sessions, 'if (sessions.size >= MAX_SESSIONS && unused) drop(unused)', '', 'keys without a bound'),

  mutant(guard, '    if (!ownHost.test(host)) return foreignHost(host)\n', '', 'DNS rebinding', requests),
  mutant(guard, '(?::\\d{1,5})?$/', '/', 'a name that begins like ours', requests),
  mutant(guard, 'hostnameOf(origin) !== OWN_NAME', 'false', 'a foreign page calls', requests),
  mutant(guard, "!hasKey(headers.get(SESSION_KEY_HEADER) ?? '')", 'false', 'calls without a key', requests),
  mutant(guard, '!callTypes.has(type)', 'false', 'a call that asks no preflight', requests),
  mutant(server, '    requireHostHeader: false,\n', '', "a reply without the page's headers", requests),
  mutant(
    server,
    "  server.on('checkExpectation', (_request, response) => response.writeHead(417, pageHeaders).end())\n",
    '',
    "another reply without the page's headers",
    requests,
  ),
  mutant(server, '    oldest.destroy()\n', '', 'strangers hold all there is'),
  mutant(server, '    headersTimeout: HEAD_WITHIN_MS,\n', '', 'half a head holds a connection for a minute'),

  mutant(secureSocket, '    rejectUnauthorized: true,\n', '', 'an environment that switches certificates off'),
  mutant(secureSocket, "  socket.removeAllListeners('keylog')\n", '', 'an environment that writes keys down'),
  mutant(
    secureSocket,
    "    minVersion: 'TLSv1.2',\n    maxVersion: 'TLSv1.3',\n    ciphers: constants.defaultCoreCipherList,\n",
    '',
    'an environment that takes old TLS',
  ),
  mutant(
    connector,
    '  if (!secure) assertLoopback(socket)\n',
    '',
    'plain http to another computer',
    'core/exchange/recording/plain-http.test.ts',
  ),
  mutant(
    connector,
    'secure ? options.route?.proxy : undefined',
    'options.route?.proxy',
    'plain http through a proxy',
    'core/net/proxy/tunnel.test.ts',
  ),

  mutant(known, '[...holders.keys(), ...learnt.keys()]', '[...learnt.keys()]', 'what is held is not known'),
  mutant(known, 'if (holders.has(secret)) return\n', 'holders.delete(secret)\n', 'a reply makes forget what is held'),
  mutant(known, 'learnt.size <= MAX_LEARNT && ', '', 'replies fill the memory'),

  mutant(
    'core/kernel/files/file-lock.ts',
    "      db.exec('BEGIN EXCLUSIVE')\n",
    '',
    'two consoles on one vault',
    'webhost/vault/vault-folder.test.ts',
  ),
]
