import { desktop } from './desktop.mjs'
import { page } from './page.mjs'

/** @type {readonly import('../try-mutant.mjs').Mutant[]} */
export const mutants = [...desktop, ...page]
