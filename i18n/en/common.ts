import type { Translated } from '#i18n/translated.ts'
import type { common as source } from '#i18n/zh-CN/common.ts'

export const common: Translated<typeof source> = {
  product: 'MP Console',
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  saving: 'Saving…',
  optional: 'optional',
  offer: 'Recent change',
  copyRefused: 'The browser blocked copying. Select the text and copy it yourself.',
  hiddenCharacter: 'An invisible character, or one that changes how the surrounding text reads',
  lookedAt: 'Only the first {{n}} characters are analyzed. The rest stays in the box.',
  secretCleared: '{{done}}. The clipboard will be cleared in 60 seconds.',
  secretKept:
    '{{done}}. The browser doesn’t let this page clear the clipboard, so copy something else when you’re done.',
  language: { 'zh-CN': '简体中文', en: 'English' },
}
