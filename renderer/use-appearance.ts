import { useEffect, useLayoutEffect, useSyncExternalStore } from 'react'
import { languageFor } from '#i18n/language-for.ts'
import { useSnapshot } from './bridge/stores.ts'
import { showLanguage } from './i18n.ts'

const systemDark = matchMedia('(prefers-color-scheme: dark)')

function useSystemTheme(): 'light' | 'dark' {
  return useSyncExternalStore(
    (listener) => {
      systemDark.addEventListener('change', listener)
      return () => systemDark.removeEventListener('change', listener)
    },
    () => (systemDark.matches ? 'dark' : 'light'),
  )
}

/** Keeps language and theme of the page as the settings say; as the system says until they are here. */
export function useAppearance(): void {
  const settings = useSnapshot('settings')?.value
  const systemLanguage = useSnapshot('host')?.value.systemLanguage ?? navigator.language
  const systemTheme = useSystemTheme()
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
