/** The languages there are. */
export type TextLanguage = 'zh-CN' | 'en'

/** Any Chinese system language gives zh-CN, every other one en. */
export function languageFor(systemLanguage: string | undefined): TextLanguage {
  return systemLanguage?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}
