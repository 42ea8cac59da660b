import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import type { Texts } from '#i18n/index.ts'
import { languageFor, type TextLanguage } from '#i18n/language-for.ts'

/** Each language is a file of its own: a page seldom needs both. */
const load: Record<TextLanguage, () => Promise<Texts>> = {
  'zh-CN': async () => (await import('#i18n/zh-CN/index.ts')).zhCN,
  en: async () => (await import('#i18n/en/index.ts')).en,
}

let wanted: TextLanguage

/** The system's language is here before the first picture, so nothing is ever shown untranslated. */
export async function startTexts(): Promise<void> {
  wanted = languageFor(navigator.language)
  await i18next.use(initReactI18next).init({
    resources: { [wanted]: await load[wanted]() },
    lng: wanted,
    fallbackLng: false,
    defaultNS: 'common',
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  document.documentElement.lang = wanted
}

/** Changes over once the language is here; of two wishes the later one counts. */
export async function showLanguage(language: TextLanguage): Promise<void> {
  wanted = language
  if (!i18next.hasResourceBundle(language, 'common')) {
    for (const [feature, words] of Object.entries(await load[language]())) {
      i18next.addResourceBundle(language, feature, words)
    }
  }
  if (wanted !== language) return
  document.documentElement.lang = language
  if (i18next.language !== language) await i18next.changeLanguage(language)
}
