import { sourceTraits } from '#contract/pure/credentials/token-source.ts'
import type { WechatSourceDeps } from './source-of.ts'
import type { TokenSource } from './token-source.ts'

/** WeChat's classic tokens: each fetch retires the one before within 5 minutes, whoever uses it. */
export function classicSource({ client, credential, contextFor }: WechatSourceDeps): TokenSource {
  return {
    ...sourceTraits({ kind: 'wechat', family: 'classic' }),
    async obtain(call, signal) {
      const secret = await credential()
      return client.classicToken(await contextFor(call, signal), secret)
    },
  }
}
