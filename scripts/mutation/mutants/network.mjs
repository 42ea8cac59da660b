import { mutant } from '#scripts/mutation/mutant.mjs'

/** @type {(...parts: Parameters<typeof mutant>) => import('#scripts/mutation/mutant.mjs').Mutant} */
const beside = (file, text, replacement, why, tests = file.replace('.ts', '.test.ts')) =>
  mutant(file, text, replacement, why, tests)

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
  beside(
    tickets,
    '        tickets.delete(ticket)\n        return',
    '        return',
    'an address opens the console again',
  ),
  beside(tickets, 'if (age >= TICKET_LIFE_MS) tickets.delete(ticket)', '', 'an address of last week opens the console'),
  beside(tickets, 'Math.max(', 'Math.min(', 'a clock that stands still keeps an address alive'),
  beside(tickets, 'if (others.length >= MAX_TICKETS && oldest) tickets.delete(oldest)', '', 'tickets without a bound'),
  beside(tickets, 'if (wrong.length >= MAX_WRONG)', 'if (false)', 'guesses without a bound'),
  beside(sessions, 'session.running === 0 && clock', 'false && clock', 'a key that never ends'),
  beside(sessions, 'if (all.length >= MAX_SESSIONS && unused) sessions.delete(unused)', '', 'keys without a bound'),
  beside(secrets, 'if (timingSafeEqual(digest, wanted)) found', 'found', 'any key is a key'),
  beside(secrets, 'unhide: hide(secret)', 'unhide() {}', 'keys and tickets in the log'),

  beside(guard, 'if (!ownHost.test(host)) {', 'if (false) {', 'DNS rebinding', requests),
  beside(guard, '(?::\\d{1,5})?$/', '/', 'a name that begins like ours', requests),
  beside(guard, 'hostnameOf(origin) !== LOOPBACK', 'false', 'a foreign page calls', requests),
  beside(pages, "!sessions.has(headers.get(SESSION_KEY_HEADER) ?? '')", 'false', 'calls without a key'),
  beside(pages, '!callTypes.has(type)', 'false', 'a call that asks no preflight'),
  beside(
    pages,
    '    connection.trust()\n    connection',
    '    connection',
    'a crowd shuts the page out',
    'webhost/pages/crowd.test.ts',
  ),
  beside(listener, 'refuseForeign(request.headers, localhostHint) ?? ', '', 'a listener without a guard'),
  beside(listener, '    requireHostHeader: false,\n', '', "a reply without the page's headers", requests),
  beside(
    listener,
    "  server.on('checkExpectation', (_request, response) => response.writeHead(417, config.headers).end())\n",
    '',
    "another reply without the page's headers",
    requests,
  ),
  beside(listener, '    headersTimeout: limits.headTimeoutMs,\n', '', 'half a head holds a connection for a minute'),
  beside(listener, '    requestTimeout: limits.requestTimeoutMs,\n', '', 'half a body holds a connection for minutes'),
  beside(anonymous, '    oldest.destroy()\n', '', 'connections without a key take all there is', listening),

  beside(secureSocket, '    rejectUnauthorized: true,\n', '', 'an environment that switches certificates off'),
  beside(secureSocket, "  socket.removeAllListeners('keylog')\n", '', 'an environment that writes keys down'),
  beside(
    secureSocket,
    "    minVersion: 'TLSv1.2',\n    maxVersion: 'TLSv1.3',\n    ciphers: constants.defaultCoreCipherList,\n",
    '',
    'an environment that takes old TLS',
  ),
  beside(
    connector,
    '  if (!secure) assertLoopback(socket)\n',
    '',
    'plain http to another computer',
    'core/exchange/recording/plain-http.test.ts',
  ),
  beside(
    connector,
    'secure ? dial.route?.proxy : undefined',
    'dial.route?.proxy',
    'plain http through a proxy',
    'core/net/proxy/tunnel.test.ts',
  ),

  beside(known, '[...holders.keys(), ...learnt.keys()]', '[...learnt.keys()]', 'what is held is not known'),
  beside(known, 'if (holders.has(secret)) return\n', 'holders.delete(secret)\n', 'a reply makes forget what is held'),
  beside(known, 'learnt.size <= MAX_LEARNT && ', '', 'replies fill the memory'),

  beside(
    'core/kernel/files/file-lock.ts',
    "      db.exec('BEGIN EXCLUSIVE')\n",
    '',
    'two consoles on one vault',
    'webhost/vault/vault-folder.test.ts',
  ),
]
