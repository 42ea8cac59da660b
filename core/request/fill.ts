import type { Placeholder } from '#contract/pure/request/request.ts'

/** The values of the placeholders at sending; unused ones may be absent. */
export type PlaceholderValues = Partial<Record<Placeholder, string>>

/** A path with its query: values are percent-encoded. */
export function fillTarget(target: string, values: PlaceholderValues): string {
  return fill(target, values, encodeURIComponent)
}

/** JSON text with placeholders in strings: values are escaped as JSON strings. */
export function fillBody(body: string, values: PlaceholderValues): string {
  return fill(body, values, (value) => JSON.stringify(value).slice(1, -1))
}

/** `access_token` in front of the query, as in WeChat's own examples. */
export function attach(target: string, token: string): string {
  const [path = '', ...query] = target.split('?')
  const rest = query.join('?')
  return `${path}?access_token=${encodeURIComponent(token)}${rest && `&${rest}`}`
}

function fill(text: string, values: PlaceholderValues, written: (value: string) => string): string {
  return text.replace(/\$WX_\w+/g, (name) => {
    const value = Object.hasOwn(values, name) ? values[name as Placeholder] : undefined
    return value === undefined ? name : written(value)
  })
}
