import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView, ChosenProxy } from '#contract/accounts.ts'
import { checkProxy, sameProxy } from '#contract/pure/net/proxy.ts'
import type { FieldMessage } from '#renderer/ui/controls/field.tsx'
import { useField } from '#renderer/ui/controls/use-field.ts'

export type ProxyChoice = 'none' | 'system' | 'chosen'

/** SOCKS5 has one byte for its length, and a line break would begin another header. */
const passwordFits = (text: string) => new TextEncoder().encode(text).length <= 255 && !/\p{Cc}/u.test(text)

/**
 * The proxy of an account: none, the system's, or one that is typed. A password in the address moves to its own field,
 * where it is not in sight.
 */
export function useProxyField({ proxy, proxyPassword }: Pick<AccountView, 'proxy' | 'proxyPassword'>) {
  const { t } = useTranslation('route')
  const { kind } = proxy
  const [choice, setChoice] = useState<ProxyChoice>(kind === 'none' || kind === 'system' ? kind : 'chosen')

  const address = useField((typed) => {
    const checked = checkProxy(typed)
    return checked.ok ? undefined : { tone: 'error', text: t(`proxy.fault.${checked.reason}`) }
  })
  /** Whether the password that is kept is this proxy's. */
  const isKept = () => {
    const checked = checkProxy(address.read())
    return checked.ok && proxy.kind !== 'none' && proxy.kind !== 'system' && sameProxy(checked.proxy, proxy)
  }
  const password = useField((typed): FieldMessage | undefined => {
    const checked = checkProxy(address.read())
    if (typed === '' || !checked.ok) return undefined
    if (checked.proxy.username === undefined) return { tone: 'error', text: t('proxy.passwordAlone') }
    return passwordFits(typed) ? undefined : { tone: 'error', text: t('proxy.passwordTooLong') }
  })
  const lost = proxyPassword === 'memory-only' ? 'proxy.passwordGone' : 'proxy.passwordLost'
  const isLost = proxyPassword !== undefined && proxyPassword !== 'held'

  const split = () => {
    const checked = checkProxy(address.read())
    if (!checked.ok || !checked.password) return
    const typed = address.read()
    password.write(checked.password)
    address.write(typed.replace(/:[^:@/]*(?:@[^/]*)?@(?=[^@]*$)/, '@'))
  }

  return {
    choice,
    setChoice,
    address: {
      ...address,
      input: {
        ...address.input,
        onBlur(event: Parameters<typeof address.input.onBlur>[0]) {
          split()
          address.input.onBlur(event)
        },
      },
    },
    password,
    passwordMessage: password.message ?? (isLost ? ({ tone: 'warn', text: t(lost) } as const) : undefined),
    hasKept: proxyPassword === 'held',
    /** Fills in a recipe's address. */
    use(typed: string) {
      setChoice('chosen')
      address.write(typed)
    },
    check() {
      if (choice !== 'chosen') return true
      split()
      return address.check() && password.check()
    },
    focus: () => (address.check() ? password : address).focus(),
    read(): ChosenProxy {
      const checked = checkProxy(address.read())
      if (choice !== 'chosen' || !checked.ok) return { kind: choice === 'system' ? 'system' : 'none' }
      const typed = checked.password || password.read()
      return { ...checked.proxy, ...(typed !== '' || !isKept() ? { password: typed } : {}) }
    },
  }
}

export type ProxyField = ReturnType<typeof useProxyField>
