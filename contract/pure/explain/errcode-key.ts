import { errcode as texts } from '#i18n/zh-CN/errcode.ts'

export type ErrcodeKey = keyof typeof texts

/** Which of the errcode texts speaks of an errcode; `unknown` when none does. 40001 means two things. */
export function errcodeKey(errcode: number, endpoint: 'token' | 'api'): ErrcodeKey {
  if (errcode === 40001 && endpoint === 'token') return 'e40001-token'
  const key = `e${errcode}`
  return isKey(key) ? key : 'unknown'
}

const isKey = (key: string): key is ErrcodeKey => Object.hasOwn(texts, key)

/** Three codes that mean one thing, after the kind of account: the caller's IP is not on its whitelist. */
export function isNotWhitelistedCode(errcode: number): boolean {
  return errcode === 40164 || errcode === 61004 || errcode === 45035
}
