import { desktop } from './desktop.mjs'
import { network } from './network.mjs'
import { page } from './page.mjs'
import { text } from './text.mjs'

/** @type {readonly import('#scripts/mutation/try-mutant.mjs').Mutant[]} */
export const mutants = [...desktop, ...network, ...page, ...text]
