import { en } from './en/index.ts'
import type { Translated } from './translated.ts'
import { zhCN } from './zh-CN/index.ts'

export type Texts = Translated<typeof zhCN>

/** Every word a person reads, by language, then by feature. Blanks are `{{name}}`. */
export const texts: Record<'zh-CN' | 'en', Texts> = { 'zh-CN': zhCN, en }

/** The texts of a language setting, which may leave the choice to the system. */
export function textsFor(setting: 'system' | 'zh-CN' | 'en', systemLanguage: string | undefined): Texts {
  return texts[setting === 'system' ? languageFor(systemLanguage) : setting]
}

/** Any Chinese system language gives zh-CN, every other one en. */
export function languageFor(systemLanguage: string | undefined): 'zh-CN' | 'en' {
  return systemLanguage?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}
