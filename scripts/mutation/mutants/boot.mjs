/**
 * @param {string} text
 * @param {string} replacement
 * @param {string} why
 */
const mutant = (text, replacement, why) => ({
  file: 'core/boot/open-console.ts',
  text,
  replacement,
  why,
  tests: 'core/boot/',
})

/** What both hosts rely on while a console opens and closes. */
export const boot = [
  mutant('isReadOnly(store)', 'false', 'a second console writes into the folder of the first'),
  mutant('  environmentNotices(process.env).forEach(notices.notice)\n', '', 'a weakened environment goes unnoticed'),
  mutant(
    'openVault ? await openVault(openHostState) :',
    'openVault && false ? await openVault(openHostState) :',
    "secrets are lost with the console's end",
  ),
  mutant('endOwn(), app.close()', 'app.close()', 'a copied secret stays on the clipboard after quitting'),
  mutant('endOwn(), app.close()', 'endOwn()', 'what was not written yet is lost at quitting'),
  mutant('pauseFor(clock, CLOSE_TIMEOUT_MS, ', 'pauseFor(clock, undefined, ', 'a console that hangs never quits'),
]
