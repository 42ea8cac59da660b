import type { Texts } from '#i18n/index.ts'
import type { ActionId } from './actions.ts'

/** What an action is called: `token.fetch` at `label.token.fetch`. Throws for one without a label. */
export function actionLabel(texts: Texts['actions'], id: ActionId): string {
  const [feature = '', verb = ''] = id.split('.')
  const labels: Record<string, Record<string, string>> = texts.label
  const label = labels[feature]?.[verb]
  if (!label) throw new Error(`the action ${id} has no label`)
  return label
}
