import { sourceTraits } from '#contract/pure/credentials/token-source.ts'
import type { WechatSourceDeps } from './source-of.ts'
import type { TokenSource } from './token-source.ts'

/** WeChat's stable tokens: the same one for whoever asks, until 5 minutes before its end or a forced refresh. */
export function stableSource({ client, credential, contextFor, onForced }: WechatSourceDeps): TokenSource {
  return {
    ...sourceTraits({ kind: 'wechat', family: 'stable' }),
    async obtain(call, signal) {
      const secret = await credential()
      const context = await contextFor(call, signal)
      if (call.force) onForced()
      return client.stableToken(context, secret, { forceRefresh: call.force ?? false })
    },
  }
}
