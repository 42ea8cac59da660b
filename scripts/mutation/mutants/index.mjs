import { desktop } from './desktop.mjs'
import { page } from './page.mjs'
import { text } from './text.mjs'

/** @type {readonly import('../try-mutant.mjs').Mutant[]} */
export const mutants = [...desktop, ...page, ...text]
