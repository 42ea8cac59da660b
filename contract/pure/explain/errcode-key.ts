import { errcode as texts } from '#i18n/zh-CN/errcode.ts'

export type ErrcodeKey = keyof typeof texts

/** The key of the text for an errcode; `unknown` when there is none. 40001 has two meanings. */
export function errcodeKey(errcode: number, endpoint: 'token' | 'api'): ErrcodeKey {
  if (errcode === 40001 && endpoint === 'token') return 'e40001-token'
  const key = `e${errcode}`
  return isKey(key) ? key : 'unknown'
}

const isKey = (key: string): key is ErrcodeKey => Object.hasOwn(texts, key)

/** Three codes, by kind of account, with one meaning: the caller's IP is not on the IP whitelist. */
export function isNotWhitelistedCode(errcode: number): boolean {
  return errcode === 40164 || errcode === 61004 || errcode === 45035
}
