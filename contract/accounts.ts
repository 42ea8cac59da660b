import { type } from '@orpc/contract'
import { z } from 'zod'
import { accountIdSchema, command } from './base.ts'
import { type TokenSource, tokenFamilies } from './pure/credentials/token-source.ts'
import { hostAsDialled } from './pure/net/host-name.ts'
import { officialHosts } from './pure/net/hosts.ts'
import { proxyKinds } from './pure/net/proxy.ts'

export const tokenSourceSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('wechat'), family: z.enum(tokenFamilies) }),
  z.object({ kind: z.literal('pasted') }),
])

/** `keep-alive`: auto-renew, the console fetches the next token before the held one expires. */
export const renewalModeSchema = z.enum(['off', 'keep-alive'])
export type RenewalMode = z.infer<typeof renewalModeSchema>

/** `daily`: both IP lists are fetched once a day. */
export const ipRefreshSchema = z.enum(['off', 'daily'])
export type IpRefresh = z.infer<typeof ipRefreshSchema>

/** The API host that an account's requests go to. The sandbox has no port here: it gets a new one at every start. */
export const originSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('official'), host: z.enum(officialHosts) }),
  z.object({ kind: z.literal('custom'), url: z.string().max(300) }),
  z.object({ kind: z.literal('sandbox') }),
])
export type Origin = z.infer<typeof originSchema>

const proxyEndpoint = z.object({
  kind: z.enum(proxyKinds),
  host: z
    .string()
    .max(255)
    .refine((host) => hostAsDialled(host) !== undefined),
  port: z.number().int().min(1).max(65_535),
  username: z.string().min(1).max(255).optional(),
})
const noProxy = [z.object({ kind: z.literal('none') }), z.object({ kind: z.literal('system') })] as const

/** The proxy of an account. `system`: as the operating system or the environment says. */
export const proxySchema = z.discriminatedUnion('kind', [
  ...noProxy,
  proxyEndpoint.extend({ hasPassword: z.boolean() }),
])
export type AccountProxy = z.infer<typeof proxySchema>

/** `password` is write-only; when left out, the password stored for the same proxy stays. Empty means none. */
export const chosenProxySchema = z.discriminatedUnion('kind', [
  ...noProxy,
  proxyEndpoint.extend({ password: z.string().max(255).optional() }),
])
export type ChosenProxy = z.infer<typeof chosenProxySchema>

/** The origins that a person may choose; the sandbox account is made by its own command. */
export const chosenOriginSchema = originSchema.refine((origin) => origin.kind !== 'sandbox', 'sandbox')

/** Printable ASCII without blanks: what a header, a URL and a terminal carry unchanged. */
export const SENDABLE = /^[\x21-\x7e]+$/

const label = z.string().trim().max(60)
/** Shapes are hints (`pure/credentials/credential-shapes.ts`): only a value that cannot be sent at all is refused. */
const appId = z.string().trim().min(1).max(64).regex(SENDABLE)
/** Write-only: no command returns an AppSecret. */
const appSecret = z.string().trim().min(1).max(256).regex(SENDABLE)

/** A token as it can be sent; its shape is only a hint. */
export const tokenTextSchema = z.string().trim().min(1).max(2048).regex(SENDABLE)

/** Set when the person has confirmed that the AppSecret will go to this origin. */
const confirmedOrigin = z.string().max(300).optional()

/**
 * Whether the console has an account's AppSecret or proxy password, or why not. `memory-only`: the vault is only in
 * memory, so a restart lost it · `unreadable`: the vault cannot be read now and is tried again.
 */
export type SecretState = 'held' | 'never-entered' | 'memory-only' | 'cannot-decrypt' | 'unreadable'

export interface AccountView {
  id: string
  label: string
  appId: string
  tokenSource: TokenSource
  renewal: RenewalMode
  ipRefresh: IpRefresh
  origin: Origin
  /** The origin as dialled, e.g. `https://api.weixin.qq.com`; absent while the sandbox starts. */
  dialledOrigin?: string
  proxy: AccountProxy
  /** Whether the console has the proxy's password, or why not; absent when the proxy has none. */
  proxyPassword?: SecretState
  secret: SecretState
  /** Labels of other accounts with the same AppID. */
  sameAppId: string[]
}

export const accountsContract = {
  /** `appSecret` may be left out on `pasted` only; otherwise the command fails with `secret-needed`. */
  add: command
    .input(
      z.object({
        label,
        appId,
        appSecret: appSecret.optional(),
        tokenSource: tokenSourceSchema,
        origin: chosenOriginSchema,
        confirmedOrigin,
      }),
    )
    .output(type<AccountView>()),
  /** Adds the sandbox account, or returns the existing one. */
  useSandbox: command.output(type<AccountView>()),
  /**
   * Auto-renew on `classic` invalidates tokens that production may be using. Switching it on there, or moving an
   * account that has it to `classic`, needs `confirmedRenewal`, else `confirm-classic-renewal`. A pasted token is never
   * renewed.
   */
  update: command
    .input(
      z.object({
        id: accountIdSchema,
        label: label.optional(),
        appId: appId.optional(),
        tokenSource: tokenSourceSchema.optional(),
        renewal: renewalModeSchema.optional(),
        confirmedRenewal: z.boolean().default(false),
        ipRefresh: ipRefreshSchema.optional(),
        origin: chosenOriginSchema.optional(),
        confirmedOrigin,
        proxy: chosenProxySchema.optional(),
      }),
    )
    .output(type<AccountView>()),
  replaceSecret: command.input(z.object({ id: accountIdSchema, appSecret })).output(type<AccountView>()),
  /**
   * Deletes the account with its AppSecret, proxy password and held token; `withExchanges` also deletes the account's
   * exchanges.
   */
  remove: command.input(z.object({ id: accountIdSchema, withExchanges: z.boolean() })).output(type<void>()),
}
