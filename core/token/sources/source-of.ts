import type { TokenSource as ChosenSource } from '#contract/pure/credentials/token-source.ts'
import type { Credential, RequestContext, WechatClient } from '#core/wechat/client.ts'
import { classicSource } from './classic.ts'
import { pastedSource } from './pasted.ts'
import { stableSource } from './stable.ts'
import type { ObtainCall, TokenSource } from './token-source.ts'

/** What asks WeChat for the tokens of one account. */
export interface WechatSourceDeps {
  client: Pick<WechatClient, 'stableToken' | 'classicToken'>
  /** Fails with `secret-needed`. */
  credential(): Promise<Credential>
  contextFor(call: ObtainCall, signal: AbortSignal): Promise<RequestContext>
  /** A forced refresh is about to leave. */
  onForced(): void
}

export function sourceOf(chosen: ChosenSource, deps: WechatSourceDeps): TokenSource {
  if (chosen.kind === 'pasted') return pastedSource
  return chosen.family === 'classic' ? classicSource(deps) : stableSource(deps)
}
