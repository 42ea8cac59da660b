import { mediaQueryHook } from '#renderer/lib/media-query.ts'

/** The line that the `wide:` variant draws, for the few measures that script needs to know; all else asks `wide:`. */
export const useWide = mediaQueryHook('(min-width: 1080px)')
