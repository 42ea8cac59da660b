/** Variables by which tools steer Electron, Node and the build. In any case of letters, as on Windows. */
const steering = /^(?:ELECTRON|NODE|(?:MAIN_|PRELOAD_|RENDERER_)?VITE)_/i

/**
 * What of them reaches a host. Everything else of these names stays outside, also what a later version invents.
 * Some of what stays outside:
 *
 * - `ELECTRON_RENDERER_URL` names a page to be shown in the window, `ELECTRON_RUN_AS_NODE` makes Electron no Electron,
 *   `ELECTRON_DISABLE_SANDBOX` and `ELECTRON_FORCE_IS_PACKAGED` do what they say, `ELECTRON_LOG_ASAR_READS` and
 *   `ELECTRON_ENABLE_LOGGING` write down what happens;
 * - `NODE_OPTIONS` loads modules and opens debuggers (an editor's "auto attach" sets it), `NODE_DEBUG` writes addresses
 *   with the token in them to the terminal, `NODE_COMPILE_CACHE` and `NODE_PATH` are places where code is taken from;
 * - `NODE_ENV` and `VITE_…` change what is built.
 */
const kept = new Set([
  // Whether the window is X11's or Wayland's: the person's choice of a screen.
  'ELECTRON_OZONE_PLATFORM_HINT',
  // The host itself says what these do to TLS.
  'NODE_EXTRA_CA_CERTS',
  'NODE_TLS_REJECT_UNAUTHORIZED',
])

/**
 * The environment that a host is started with.
 * @param {NodeJS.ProcessEnv} env
 * @returns {NodeJS.ProcessEnv}
 */
export function hostEnvironment(env) {
  return Object.fromEntries(
    Object.entries(env).filter(([name]) => !steering.test(name) || kept.has(name.toUpperCase())),
  )
}
