import { under } from '#scripts/mutation/mutant.mjs'

const net = under('core/net/transport/')
const token = under('core/token/cell/token-cell.test.ts')
const flights = under('core/token/cell/flight.test.ts')
const connection = 'core/net/transport/http-connection.ts'
const pool = 'core/net/transport/connection-pool.ts'
const transport = 'core/net/transport/http-transport.ts'
const attempt = 'core/net/transport/attempt.ts'
const flight = 'core/token/cell/flight.ts'
const cell = 'core/token/cell/token-cell.ts'
const bus = under('core/kernel/bus.test.ts')
const events = 'core/page-stream/events.ts'
const stream = under('core/page-stream/')
const whitelist = under('core/whitelist/')
const writes = 'core/exchange/exchange-writes.ts'
const exchanges = under('core/exchange/exchanges.test.ts')

/** What is closed, cancelled, bounded and done in order. No page shows that one of these has gone missing. */
const core = [
  net(connection, '    if (running !== current) return\n', '', 'an attempt ends twice'),
  net(connection, "    if ('failure' in ending) close()\n", '', 'a failed connection is used again'),
  net(connection, '    current.body.dispose()\n', '', 'a streamed request body is never let go of'),
  net(connection, 'usable: () => !closed && !running', 'usable: () => !running', 'a closed connection is used again'),
  net(pool, '      found?.connection.close()\n', '', 'a changed proxy leaves the old connection open'),
  net(pool, ' || idleFor(destination)) return', ') return', 'idle connections pile up'),
  net(pool, "      for (const connection of busy) connection.cut({ kind: 'cancelled' })\n", '', 'closing waits'),
  net(pool, '      for (const { connection } of idle) connection.close()\n', '', 'closing leaves sockets open'),
  net(transport, 'return error.reused && error', 'return error', 'a reset on a new connection is sent again'),
  net(transport, ' || options.signal?.aborted) throw error', ') throw error', 'a request that was left is sent again'),
  net(attempt, "    signal?.removeEventListener('abort', onAbort)\n", '', 'a long-lived signal collects listeners'),
  net(attempt, '    whole?.()\n', '', 'a timer runs on behind every request'),

  token(
    flight,
    '          if (waiting === 0) controller.abort()\n',
    '          controller.abort()\n',
    'one who leaves ends it for all',
  ),
  flights(
    flight,
    "result.then(resolve, reject).finally(() => signal?.removeEventListener('abort', leave))",
    'result.then(resolve, reject)',
    'a long-lived signal collects listeners',
  ),
  token(
    cell,
    '    if (!(await holding.keep(next))) return token\n',
    '    void holding.keep(next)\n',
    'a token is given out before the vault has it',
  ),
  token(
    cell,
    'if (!(await holding.keep(next))) return token',
    'await holding.keep(next)',
    'a deleted account gets its token back',
  ),
  token('core/token/cell/holding.ts', '      redactor.release(vaultKey)\n', '', 'the redactor keeps a deleted token'),
  token(flight, '      while (alone && current) await current.ended\n', '', 'a forced refresh joins an ordinary fetch'),

  bus('core/kernel/bus.ts', 'return () => void all.delete(own)', 'return () => {}', 'a listener never stops'),
  stream(events, "          if (feature === 'exchange') page.exchanges.clear()\n", '', 'rows are sent twice'),
  stream(events, '      stopHeartbeat()\n', '', 'a closed console goes on beating'),
  stream(events, '      pages.delete(page)\n', '', 'pages that left are counted'),
  whitelist('core/whitelist/whitelist.ts', '.slice(0, MAX_SEEN_IPS)', '', 'the IPs of an account grow without a bound'),
  exchanges(writes, '    if (!unwritten.has(view.id)) return\n', '', 'a deleted exchange is written'),
  exchanges(
    writes,
    '    if (recorded) void store.discard(id, recorded.bodies)\n',
    '',
    'body files without an exchange',
  ),
]

const command = 'renderer/model/command.ts'
const commands = under('renderer/model/command.test.ts')
const changes = 'renderer/features/exchange/list/change-exchanges.ts'
const changing = under('renderer/screens/exchange/change-exchanges.test.tsx')
const keyboard = 'renderer/actions/keyboard.ts'
const keys = under('renderer/actions/')
const toast = 'renderer/ui/feedback/toast.tsx'
const toasts = under('renderer/ui/feedback/toast.test.tsx')
const follow = 'renderer/bridge/connection.ts'
const following = under('renderer/bridge/connection.test.ts')

const page = [
  commands(command, "    if (running && whileBusy === 'ignore') return undefined\n", '', 'a second press sends again'),
  commands(command, '    running?.abort()\n    const', '    const', 'a replaced run goes on'),
  commands(command, '    if (running !== controller) return undefined\n', '', 'an older run overwrites a newer one'),
  commands(
    command,
    '!controller.signal.aborted && split(failureOf(error))',
    'split(failureOf(error))',
    'a cancelled run shows a failure',
  ),
  commands(command, 'busy: running !== undefined', 'busy: false', 'dismissing enables a busy button'),
  commands(command, '    if (known) return known\n', '', 'two screens run the same command at once'),
  commands(command, '    lastArgs = args\n', '', 'yes to a question does nothing'),

  changing(changes, '(pending.has(id) ? [] : id)', 'id', 'a second press deletes again'),
  changing(
    changes,
    '        settle(ids)\n        throw error\n',
    '        throw error\n',
    'a failed deletion cannot be tried again',
  ),
  changing(changes, 'UNDO_MS - (performance.now() - askedAt)', 'UNDO_MS', 'undo is offered for what is wiped'),

  keys(keyboard, 'event.repeat || ', '', 'a held key acts many times'),
  keys(keyboard, 'event.defaultPrevented || event', 'event', 'a key that was used acts again'),
  keys(
    keyboard,
    "      document.removeEventListener('keydown', onKey)\n      stopMenu()\n",
    '      stopMenu()\n',
    'keys act on a page that is gone',
  ),
  keys(
    'renderer/actions/registry.ts',
    '?.filter((one) => one !== handler) ?? []',
    ' ?? []',
    'a screen that is gone still answers',
  ),
  toasts(toast, '      clearTimeout(hiding)\n', '', 'a toast is hidden by the one before'),
  toasts(toast, 'offers.set([...offers.get(), made])', 'offers.set([made])', 'undo of the deletion before is lost'),
  following(follow, 'Math.min(pause * 2, LAST_RETRY_MS)', 'pause * 2', 'the page comes back after minutes'),
  following(
    follow,
    '      clearTimeout(silence)\n      silence',
    '      silence',
    'a page that is served says that its host is lost',
  ),
  following(
    follow,
    "    if (outcome !== 'resync') reopenLink()\n",
    '    reopenLink()\n',
    'waking up ends the calls under way',
  ),
  under('renderer/')(
    'renderer/model/use-loaded.ts',
    '    return () => controller.abort()\n',
    '',
    'what a screen read is read on without it',
  ),
]

const boot = 'core/boot/open-console.ts'
const booting = under('webhost/run.test.ts')
const listener = 'core/serving/listener.ts'
const listening = under('core/serving/listener.test.ts')
const sessions = 'webhost/pages/sessions.ts'
const session = under('webhost/pages/sessions.test.ts')
const disk = 'webhost/vault/vault-disk.ts'
const vault = under('webhost/vault/')
const ipc = 'electron/ipc.ts'
const port = under('electron/ipc.test.ts')
const status = 'electron/tray/follow-status.ts'
const tray = under('electron/tray/')

const hosts = [
  listening(listener, '      closed ??= drain(', '      closed = drain(', 'closing twice waits for ever'),
  listening(listener, '  drained.abort()\n', '', 'a timer outlives the listener'),
  listening(listener, '  stopSweeping()\n', '', 'a closed listener goes on sweeping'),
  session(sessions, '      session.running += 1\n', '', 'a page that is open loses its key'),
  session(sessions, '        session.running -= 1\n', '', 'a key never ends'),
  vault(
    disk,
    '    await rm(draft, { force: true }).catch(() => {})\n',
    '',
    'a failed write leaves a draft of the vault',
  ),
  vault(disk, ' || found.size > MAX_BYTES', '', 'any file is read whole'),
  vault(disk, 'if ((await lstat(path)).isFile()) await', 'await', 'a sweep fails on a folder'),
  port(ipc, '    drop()\n    current = port\n', '    current = port\n', 'the streams of the page before run on'),
  under('electron/crash.test.ts')(
    'electron/crash.ts',
    '    reloads = reloads.filter((at) => now - at < RELOAD_WINDOW_MS)\n',
    '',
    'a page that dies once a day is given up',
  ),
  port(ipc, "  contents.on('destroyed', drop)\n", '', 'streams of a destroyed window run on'),
  tray(status, '    waiting.abort()\n    waiting = new', '    waiting = new', 'timers of the tray pile up'),
  tray(status, '    unsubscribe()\n', '', 'a tray that is gone is drawn'),
  tray(status, '    unsubscribe()\n    waiting.abort()\n', '    unsubscribe()\n', 'a timer outlives the tray'),
  booting(boot, '.finally(() => over.abort())', '', 'a closed console waits five seconds'),
]

export const order = [...core, ...page, ...hosts]
