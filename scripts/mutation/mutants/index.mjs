import { boot } from './boot.mjs'
import { desktop } from './desktop.mjs'
import { network } from './network.mjs'
import { order } from './order.mjs'
import { page } from './page.mjs'
import { text } from './text.mjs'

/** @type {readonly import('#scripts/mutation/mutant.mjs').Mutant[]} */
export const mutants = [...boot, ...desktop, ...network, ...order, ...page, ...text]
