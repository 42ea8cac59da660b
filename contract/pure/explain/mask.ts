const MASK = '•'
/** A value that its name gives away, in a query, JSON, a header or a variable. */
const NAMED =
  /(?<name>(?:access_token|appsecret|app_secret|secret|component_access_token|refresh_token|ticket|authorization|bearer|密钥|开发者密码)["'`]?(?:\s*(?:[:=]|=>|：|%3D)\s*|\s+)(?:bearer\s+)?["'`]?)(?<value>[\w%.+/~-]{16,})/gi
/** What looks like a token wherever it stands; a rid is shorter, an AppID too. */
const SHAPED = /(?<![\w-])\d{1,3}_[\w-]{40,}|(?<![\w-])[\w-]{100,}/g

/** The text with dots in place of everything that may be a secret. Of the same length, so that a caret stays where it is. */
export function maskSecrets(text: string): string {
  const named = text.replace(NAMED, (_, name: string, value: string) => name + MASK.repeat(value.length))
  const shaped = named.replace(SHAPED, (value) => MASK.repeat(value.length))
  return hexMasked(shaped)
}

/** 32 hex digits are an AppSecret. What looks labelled, but is none, is left: error texts are full of words. */
function hexMasked(text: string): string {
  return text.replace(/(?<![\w-])[0-9a-f]{32}(?![\w-])/gi, (value) => MASK.repeat(value.length))
}
