import { useEffect, useLayoutEffect } from 'react'
import { languageFor } from '#i18n/language-for.ts'
import { useSnapshot } from './bridge/stores.ts'
import { showLanguage } from './i18n.ts'
import { mediaQueryHook } from './lib/media-query.ts'

const useSystemDark = mediaQueryHook('(prefers-color-scheme: dark)')

/** Keeps language and theme of the page as the settings say; as the system says until they are here. */
export function useAppearance(): void {
  const settings = useSnapshot('settings')?.value
  const systemLanguage = useSnapshot('host')?.value.systemLanguage ?? navigator.language
  const systemTheme = useSystemDark() ? 'dark' : 'light'
  const language = settings?.language ?? 'system'
  const theme = settings?.theme ?? 'system'
  useEffect(() => {
    void showLanguage(language === 'system' ? languageFor(systemLanguage) : language)
  }, [language, systemLanguage])
  // Before the first paint, or what is drawn would fade from light to dark.
  useLayoutEffect(() => {
    document.documentElement.dataset.theme = theme === 'system' ? systemTheme : theme
  }, [theme, systemTheme])
}
