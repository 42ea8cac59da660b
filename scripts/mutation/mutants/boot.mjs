import { mutant } from '#scripts/mutation/mutant.mjs'

const open = 'core/boot/open-console.ts'

/** What both hosts rely on while a console opens and closes. */
export const boot = [
  mutant(open, 'isReadOnly(store)', 'false', 'a second console writes into the folder of the first'),
  mutant(
    open,
    '  environmentNotices(process.env).forEach(notices.notice)\n',
    '',
    'a weakened environment goes unnoticed',
  ),
  mutant(
    open,
    'openVault ? await openVault(openHostState) :',
    'openVault && false ? await openVault(openHostState) :',
    "secrets are lost with the console's end",
  ),
  mutant(open, 'endOwn(), app.close()', 'app.close()', 'a copied secret stays on the clipboard after quitting'),
  mutant(open, 'endOwn(), app.close()', 'endOwn()', 'what was not written yet is lost at quitting'),
  mutant(open, 'pauseFor(clock, CLOSE_TIMEOUT_MS, ', 'pauseFor(clock, undefined, ', 'a console that hangs never quits'),
]
