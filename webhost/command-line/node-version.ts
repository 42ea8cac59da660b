/** The oldest Node that has all the console uses: `node:sqlite` without a flag, and what undici asks for. */
export const OLDEST_NODE = '22.19'

export function isSupportedNode(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = OLDEST_NODE.split('.').map(Number)
  return major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)
}
