/** `undefined` for what is no JSON: the file it lies in may be damaged. */
export function parseJson(json: unknown): unknown {
  try {
    return JSON.parse(String(json))
  } catch {
    return undefined
  }
}
