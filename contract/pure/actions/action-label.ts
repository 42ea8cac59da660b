import type { Texts } from '#i18n/index.ts'
import type { ActionId } from './actions.ts'

/** The text of an action: `label.token.fetch` for `token.fetch`. Throws for an action without a label. */
export function actionLabel(texts: Texts['actions'], id: ActionId): string {
  const [feature = '', verb = ''] = id.split('.')
  const labels: Record<string, Record<string, string>> = texts.label
  const label = labels[feature]?.[verb]
  if (!label) throw new Error(`the action ${id} has no label`)
  return label
}
