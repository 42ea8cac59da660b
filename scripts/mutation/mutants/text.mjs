import { mutant } from '#scripts/mutation/mutant.mjs'

const shapes = 'contract/pure/credentials/credential-shapes.ts'
const recognise = 'contract/pure/explain/recognise.ts'
const request = 'contract/pure/request/request.ts'
const shown = 'contract/pure/text/shown-text.ts'
const counted = 'core/testing/pasted-text'

/** What is promised of text from outside: it is read in steps, and nothing in it hides. */
export const text = [
  mutant(
    shapes,
    '  const text = whole.slice(0, MAX_LOOKED_AT)\n',
    '  const text = whole\n',
    'a long paste is not said to be cut',
    'renderer/features/accounts/add-form',
  ),
  mutant(
    shapes,
    'MASK.repeat(secret.length)',
    'secret',
    'a hash in a paste stays readable',
    'contract/pure/credentials/credential-shapes',
  ),
  mutant(
    recognise,
    '(?:[:=]\\s*)?(?<detail>[45]',
    '[:=]?\\s*(?<detail>[45]',
    'blanks behind a status take their square',
    counted,
  ),
  mutant(
    request,
    "  while (path.endsWith('/', end)) end -= 1\n  return path.slice(0, end)",
    "  return path.replace(/\\/+$/, '').slice(0, end)",
    'a path of slashes takes its square',
    counted,
  ),
  mutant(shown, '\\p{Cf}', '', 'what turns the direction stays hidden', 'contract/pure/text/shown-text'),
  mutant(shown, '\\p{Cs}', '', 'half a character is shown as any', 'contract/pure/text/shown-text'),
  mutant(shown, '|(?! )\\p{Zs}', '', 'unusual blanks pass for a space', 'contract/pure/text/shown-text'),
  mutant(shown, '(?<=^|\\p{M}{4})', '(?!)', 'marks pile up over other lines', 'contract/pure/text/shown-text'),
  mutant(
    'contract/pure/text/account-name.ts',
    'shownText(label)',
    'label',
    'a label turns the title around',
    'electron/tray/tray-status',
  ),
  mutant(
    'core/share/html.ts',
    'shownText(text, { block: true })',
    'text',
    'an exported page hides what it holds',
    'core/share/page.test',
  ),
  mutant(
    'core/kernel/log/rotating-log.ts',
    'shownText(redactor',
    '(redactor',
    'a line of the log is turned around',
    'core/kernel/log/',
  ),
  mutant(
    'renderer/ui/problem/problem-text.ts',
    '? shownText(value)',
    '? value',
    'a reply turns our sentence around',
    'renderer/ui/problem/problem-text',
  ),
]
