import { sourceTraits } from '#contract/pure/credentials/token-source.ts'

import type { TokenSource } from './token-source.ts'
import { wrongFamily } from './wrong-family.ts'

/** Tokens that a person brings from elsewhere. */
export const pastedSource: TokenSource = {
  ...sourceTraits({ kind: 'pasted' }),
  async obtain() {
    throw wrongFamily('pasted-is-not-fetched')
  },
}
