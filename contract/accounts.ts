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

/** `keep-alive`: the console renews the token before it ends. */
export const renewalModeSchema = z.enum(['off', 'keep-alive'])
export type RenewalMode = z.infer<typeof renewalModeSchema>

/** `daily`: both IP lists are fetched once a day. */
export const ipRefreshSchema = z.enum(['off', 'daily'])
export type IpRefresh = z.infer<typeof ipRefreshSchema>

/** Where an account's requests go. The sandbox has no port here: it gets a new one at every start. */
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

/** How an account's requests leave this computer. `system`: as the operating system or the environment says. */
export const proxySchema = z.discriminatedUnion('kind', [
  ...noProxy,
  proxyEndpoint.extend({ hasPassword: z.boolean() }),
])
export type AccountProxy = z.infer<typeof proxySchema>

/** `password` is write-only; left out, the one that is kept for the same proxy stays. Empty means none. */
export const chosenProxySchema = z.discriminatedUnion('kind', [
  ...noProxy,
  proxyEndpoint.extend({ password: z.string().max(255).optional() }),
])
export type ChosenProxy = z.infer<typeof chosenProxySchema>

/** What a person may choose; the sandbox account is made by its own command. */
export const chosenOriginSchema = originSchema.refine((origin) => origin.kind !== 'sandbox', 'sandbox')

/** Printable ASCII without blanks: what a header, a URL and a terminal carry unchanged. */
export const SENDABLE = /^[\x21-\x7e]+$/

const label = z.string().trim().max(60)
/** Shapes are hints, not law (`pure/credential-shapes.ts`): only what cannot be sent at all is refused. */
const appId = z.string().trim().min(1).max(64).regex(SENDABLE)
/** Write-only: no command returns one. */
const appSecret = z.string().trim().min(1).max(256).regex(SENDABLE)

/** A token as it can be sent; shapes are hints here too. */
export const tokenTextSchema = z.string().trim().min(1).max(2048).regex(SENDABLE)

/** Set when the person has confirmed that the secret will go to this origin. */
const confirmedOrigin = z.string().max(300).optional()

/** Why an account's secret is not here; `held` when it is. `unreadable`: the vault is, for now, and is tried again. */
export type SecretState = 'held' | 'never-entered' | 'memory-only' | 'cannot-decrypt' | 'unreadable'

export interface AccountView {
  id: string
  label: string
  appId: string
  tokenSource: TokenSource
  renewal: RenewalMode
  ipRefresh: IpRefresh
  origin: Origin
  /** The origin as it is dialled now, e.g. `https://api.weixin.qq.com`; absent while the sandbox starts. */
  dialledOrigin?: string
  proxy: AccountProxy
  /** Why the proxy's password is not here, or that it is; absent when it has none. */
  proxyPassword?: SecretState
  secret: SecretState
  /** Labels of other entries with the same AppID. */
  sameAppId: string[]
}

export const accountsContract = {
  /** `appSecret` may be left out only on `pasted`; elsewhere that ends in `secret-needed`. */
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
  /** Adds the sandbox account, or returns the one there is. */
  useSandbox: command.output(type<AccountView>()),
  /**
   * Keep-alive on `classic` retires tokens by itself, so switching it on there, or moving an account that has it to
   * `classic`, needs `confirmedRenewal`, else `confirm-classic-renewal`. A pasted token is never renewed.
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
  /** Wipes the secret and the held token; `withExchanges` also removes what was recorded. */
  remove: command.input(z.object({ id: accountIdSchema, withExchanges: z.boolean() })).output(type<void>()),
}
