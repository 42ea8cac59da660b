import type { Settings } from '#contract/settings.ts'
import { type Texts, textsFor } from '#i18n/index.ts'

/** What the host itself says, in the language of the moment. */
export interface Messages {
  current(): Texts
  /** Follows the setting; before it is known, the system's language counts. */
  choose(language: Settings['language']): void
}

export function createMessages(systemLanguage: () => string | undefined): Messages {
  let chosen: Settings['language'] = 'system'
  return {
    current: () => textsFor(chosen, systemLanguage()),
    choose(language) {
      chosen = language
    },
  }
}
