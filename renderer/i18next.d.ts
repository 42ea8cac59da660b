import 'i18next'
import type { Texts } from '../contract/pure/texts/index.ts'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'common'
    resources: Texts
  }
}
