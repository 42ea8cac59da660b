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
const pages = 'webhost/pages/page-server.ts'
const secrets = 'core/serving/secret-set.ts'
const guard = 'core/serving/loopback-guard.ts'
const listener = 'core/serving/listener.ts'
const anonymous = 'core/serving/anonymous-connections.ts'
const requests = 'webhost/pages/page-server.test.ts'
const listening = 'core/serving/listener.test.ts'
const secureSocket = 'core/net/trust/secure-socket.ts'
const connector = 'core/net/transport/connector.ts'
const known = 'core/kernel/redaction/known-secrets.ts'

/** What `docs/security.md` says of the webhost, and of where secrets go. */
export const network = [
  mutant(
    tickets,
    '        tickets.delete(ticket)\n        return',
    '        return',
    'an address opens the console again',
  ),
  mutant(tickets, 'if (age >= TICKET_LIFE_MS) tickets.delete(ticket)', '', 'an address of last week opens the console'),
  mutant(tickets, 'Math.max(', 'Math.min(', 'a clock that stands still keeps an address alive'),
  mutant(tickets, 'if (others.length >= MAX_TICKETS && oldest) tickets.delete(oldest)', '', 'tickets without a bound'),
  mutant(tickets, 'if (wrong.length >= MAX_WRONG)', 'if (false)', 'guesses without a bound'),
  mutant(sessions, 'session.running === 0 && clock', 'false && clock', 'a key that never ends'),
  mutant(sessions, 'if (all.length >= MAX_SESSIONS && unused) sessions.delete(unused)', '', 'keys without a bound'),
  mutant(secrets, 'if (timingSafeEqual(digest, wanted)) found', 'found', 'any key is a key'),
  mutant(secrets, 'unhide: hide(secret)', 'unhide() {}', 'keys and tickets in the log'),

  mutant(guard, 'if (!ownHost.test(host)) {', 'if (false) {', 'DNS rebinding', requests),
  mutant(guard, '(?::\\d{1,5})?$/', '/', 'a name that begins like ours', requests),
  mutant(guard, 'hostnameOf(origin) !== LOOPBACK', 'false', 'a foreign page calls', requests),
  mutant(pages, "!sessions.has(headers.get(SESSION_KEY_HEADER) ?? '')", 'false', 'calls without a key'),
  mutant(pages, '!callTypes.has(type)', 'false', 'a call that asks no preflight'),
  mutant(
    pages,
    '    connection.trust()\n    connection',
    '    connection',
    'a crowd shuts the page out',
    'webhost/pages/crowd.test.ts',
  ),
  mutant(listener, 'refuseForeign(request.headers, localhostHint) ?? ', '', 'a listener without a guard'),
  mutant(listener, '    requireHostHeader: false,\n', '', "a reply without the page's headers", requests),
  mutant(
    listener,
    "  server.on('checkExpectation', (_request, response) => response.writeHead(417, config.headers).end())\n",
    '',
    "another reply without the page's headers",
    requests,
  ),
  mutant(listener, '    headersTimeout: limits.headTimeoutMs,\n', '', 'half a head holds a connection for a minute'),
  mutant(listener, '    requestTimeout: limits.requestTimeoutMs,\n', '', 'half a body holds a connection for minutes'),
  mutant(anonymous, '    oldest.destroy()\n', '', 'connections without a key take all there is', listening),

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
    'secure ? dial.route?.proxy : undefined',
    'dial.route?.proxy',
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
