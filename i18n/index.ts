import { en } from './en/index.ts'
import { languageFor, type TextLanguage } from './language-for.ts'
import type { Translated } from './translated.ts'
import { zhCN } from './zh-CN/index.ts'

export type Texts = Translated<typeof zhCN>

/** Every word a person reads, by language, then by feature. Blanks are `{{name}}`. */
export const texts: Record<TextLanguage, Texts> = { 'zh-CN': zhCN, en }

/** The texts of a language setting, which may leave the choice to the system. */
export function textsFor(setting: 'system' | TextLanguage, systemLanguage: string | undefined): Texts {
  return texts[setting === 'system' ? languageFor(systemLanguage) : setting]
}
