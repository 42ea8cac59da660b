import type { Translated } from '#i18n/translated.ts'
import type { palette as source } from '#i18n/zh-CN/palette.ts'

export const palette: Translated<typeof source> = {
  open: 'Search or run',
  group: { recent: 'Recent', actions: 'Actions', accounts: 'Accounts', exchanges: 'Exchanges' },
  none: 'No actions, accounts or exchanges match “{{query}}”.',
  account: 'Go to this account',
  move: 'Move',
  run: 'Run',
  languages: 'Searches English, 中文 and pinyin initials',
}
