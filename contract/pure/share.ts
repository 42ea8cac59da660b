/** Code formats of a shared exchange, which can be run again. */
export const snippetFormats = ['curl', 'undici', 'https'] as const
export type SnippetFormat = (typeof snippetFormats)[number]

/** All formats of a shared exchange; its bodies are read by `exchange.body`. */
export const shareFormats = [...snippetFormats, 'har', 'html'] as const
export type ShareFormat = (typeof shareFormats)[number]

/** Stand for secrets in shared text: names of environment variables. */
export const placeholders = ['WX_APPSECRET', 'WX_ACCESS_TOKEN', 'WX_SECRET'] as const
export type Placeholder = (typeof placeholders)[number]

/** Source of a pattern that finds every placeholder, with or without the shell's `$`. */
export const PLACEHOLDER = String.raw`\$?\bWX_(?:APPSECRET|ACCESS_TOKEN|SECRET)\b`

/** Exchanges in one HAR file. */
export const MAX_HAR_EXCHANGES = 2_000
