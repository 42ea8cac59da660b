import { createORPCClient } from '@orpc/client'
import type { ConsoleClient } from '#contract/index.ts'
import { type Link, openLink } from './link.ts'

let link: Link | undefined

/** Makes the next call go through a new link; a message port whose other end is gone does not come back. */
export function reopenLink(): void {
  link?.close()
  link = undefined
}

/** Every command of the console. */
export const client: ConsoleClient = createORPCClient({
  call: async (path, input, options) => {
    link ??= openLink()
    return link.call(path, input, options)
  },
})
