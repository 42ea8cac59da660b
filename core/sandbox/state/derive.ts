import { hkdfSync } from 'node:crypto'

/** The AppID of the sandbox account, the same in every installation. */
export const sandboxAppId = 'wx5a4db0c500000001'

/** The sandbox account's AppSecret: 32 hex digits, as WeChat's. */
export function deriveSecret(seed: string): string {
  return derive(seed, 'secret', 16).toString('hex')
}

/** A token's text: `92_` and base64url, 136 characters, the most common length seen. */
export function deriveToken(seed: string, appId: string, family: string, serial: number): string {
  const text = derive(seed, `token|${appId}|${family}|${serial}`, 100).toString('base64url')
  return `92_${text.slice(0, 133)}`
}

/** A ticket's text, 86 characters; `period` counts two hours each. */
export function deriveTicket(seed: string, appId: string, type: string, period: number): string {
  return derive(seed, `ticket|${appId}|${type}|${period}`, 66).toString('base64url').slice(0, 86)
}

function derive(seed: string, purpose: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', seed, '', purpose, bytes))
}
