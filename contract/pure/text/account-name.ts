import { shownText } from './shown-text.ts'

/**
 * The name of an account wherever it is shown: its label, with invisible characters made visible, else the sandbox's
 * name or its AppID.
 */
export function accountName(
  { label, appId, origin }: { label: string; appId: string; origin: { kind: string } },
  sandboxName: string,
): string {
  return shownText(label) || (origin.kind === 'sandbox' ? sandboxName : appId)
}
