import type { Translated } from '#i18n/translated.ts'
import type { common as source } from '#i18n/zh-CN/common.ts'

export const common: Translated<typeof source> = {
  product: 'MP Console',
  cancel: 'Cancel',
  close: 'Close',
  save: 'Save',
  saving: 'Saving…',
  optional: 'optional',
  offer: 'Last change',
  copyRefused: 'The browser did not allow the copy. Select the text and copy it by hand.',
  hiddenCharacter: 'A character that is not seen, or that changes how the text around it is read',
  lookedAt: 'Only the first {{n}} characters are looked at; the rest stays in the box.',
  secretCleared: '{{done}}; it leaves the clipboard in 60 seconds',
  secretKept: '{{done}}. The browser does not let the page clear the clipboard: copy something else when you are done',
  language: { 'zh-CN': '简体中文', en: 'English' },
}
