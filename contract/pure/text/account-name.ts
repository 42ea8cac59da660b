import { shownText } from './shown-text.ts'

/** What an account is called wherever it is named: its label, with what is hidden in it shown, or what can stand for one. */
export function accountName(
  { label, appId, origin }: { label: string; appId: string; origin: { kind: string } },
  sandboxName: string,
): string {
  return shownText(label) || (origin.kind === 'sandbox' ? sandboxName : appId)
}
