import { webhost as en } from '#i18n/en/webhost.ts'
import { languageFor } from '#i18n/language-for.ts'
import { webhost as zhCN } from '#i18n/zh-CN/webhost.ts'

/** What the terminal shows, in the language of the system. */
export const messages = { 'zh-CN': zhCN, en }[languageFor(Intl.DateTimeFormat().resolvedOptions().locale)]
