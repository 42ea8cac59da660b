import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { languageFor, texts } from '../contract/pure/texts/index.ts'

export type Language = keyof typeof texts

/** Both languages travel with the page, so nothing is ever shown untranslated. */
export async function startTexts(): Promise<void> {
  await i18next.use(initReactI18next).init({
    resources: texts,
    lng: languageFor(navigator.language),
    fallbackLng: false,
    defaultNS: 'common',
    // React escapes what it renders.
    interpolation: { escapeValue: false },
    initAsync: false,
  })
  document.documentElement.lang = i18next.language
}

export function showLanguage(language: Language): void {
  document.documentElement.lang = language
  if (i18next.language !== language) void i18next.changeLanguage(language)
}
