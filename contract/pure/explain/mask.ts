const MASK = '•'
/** A value after the name of a secret, in a query, JSON, a header or a variable. */
const NAMED =
  /(?<name>(?:access_token|appsecret|app_secret|secret|component_access_token|refresh_token|ticket|authorization|bearer|密钥|开发者密码)["'`]?(?:\s*(?:[:=]|=>|：|%3D)\s*|\s+)(?:bearer\s+)?["'`]?)(?<value>[\w%.+/~-]{16,})/gi
/** A value that looks like a token; a rid and an AppID are shorter. */
const SHAPED = /(?<![\w-])\d{1,3}_[\w-]{40,}|(?<![\w-])[\w-]{100,}/g

/**
 * The text with dots in place of everything that may be a secret. Its length stays, so that a caret keeps its position.
 */
export function maskSecrets(text: string): string {
  const named = text.replace(NAMED, (_, name: string, value: string) => name + MASK.repeat(value.length))
  const shaped = named.replace(SHAPED, (value) => MASK.repeat(value.length))
  return hexMasked(shaped)
}

/** 32 hex digits are an AppSecret. A shorter labelled word stays: error texts are full of words. */
function hexMasked(text: string): string {
  return text.replace(/(?<![\w-])[0-9a-f]{32}(?![\w-])/gi, (value) => MASK.repeat(value.length))
}
