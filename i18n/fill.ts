/** Fills the `{{name}}` blanks of a text where there is no i18next; a blank without a value stays as it is. */
export function fill(text: string, blanks: Record<string, string | number>): string {
  return text.replaceAll(/\{\{(\w+)\}\}/g, (blank, name: string) => String(blanks[name] ?? blank))
}
