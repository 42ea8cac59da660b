/** What an account is called wherever it is named: its label, or what can stand for one. */
export function accountName(
  { label, appId, origin }: { label: string; appId: string; origin: { kind: string } },
  sandboxName: string,
): string {
  return label || (origin.kind === 'sandbox' ? sandboxName : appId)
}
