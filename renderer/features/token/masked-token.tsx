import { Copy, Eye, EyeOff } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../bridge/client.ts'
import { useCall } from '../../bridge/use-call.ts'
import { Button } from '../../ui/button.tsx'
import { useCopiedToast } from '../../ui/toast.tsx'

/** How long a token stays readable. */
export const REVEAL_MS = 30_000

/** The held token. Its whole value is in this component's state only, and only while it is shown. */
export function MaskedToken({ accountId, masked }: { accountId: string; masked: string }) {
  const { t } = useTranslation('token')
  const [revealed, setRevealed] = useState<string>()
  const reveal = useCall((options) => client.token.reveal({ accountId }, options))
  const copy = useCopyToken(accountId)

  useEffect(() => {
    if (revealed === undefined) return
    const hide = () => setRevealed(undefined)
    const timer = setTimeout(hide, REVEAL_MS)
    window.addEventListener('blur', hide)
    document.addEventListener('visibilitychange', hide)
    return () => {
      clearTimeout(timer)
      window.removeEventListener('blur', hide)
      document.removeEventListener('visibilitychange', hide)
    }
  }, [revealed])

  const show = async () => setRevealed((await reveal.run())?.token)
  const shown = revealed !== undefined
  const [head, tail] = masked.split('…')

  return (
    <TokenBox>
      <code
        className="mono mr-2 min-w-0 grow overflow-x-auto py-2 whitespace-nowrap select-all"
        // A long token scrolls, also by key.
        {...(shown && { tabIndex: 0 })}
      >
        {revealed ?? (
          <>
            {head}
            <span className="tracking-[0.06em] text-text-3">••••••••••</span>
            {tail}
          </>
        )}
      </code>
      {shown ? (
        <Button
          variant="plain"
          size="s"
          icon={EyeOff}
          aria-label={t('value.hideName')}
          onClick={() => setRevealed(undefined)}
        >
          {t('value.hide')}
        </Button>
      ) : (
        <Button variant="plain" size="s" icon={Eye} aria-label={t('value.revealName')} onClick={() => void show()}>
          {t('value.reveal')}
        </Button>
      )}
      <Button variant="plain" size="s" icon={Copy} aria-label={t('value.copyName')} onClick={() => void copy.run()}>
        {t('value.copy')}
      </Button>
      {(copy.failure || reveal.failure) && (
        <span role="alert" className="sr-only">
          {t('value.copyRefused')}
        </span>
      )}
    </TokenBox>
  )
}

/** The host's clipboard where it has one, else the page's own. */
function useCopyToken(accountId: string) {
  const { t } = useTranslation('token')
  const copied = useCopiedToast()
  return useCall(async (options) => {
    const reply = await client.token.copy({ accountId }, options)
    if (!reply.copied) await navigator.clipboard.writeText(reply.token)
    copied(t('value.copied'))
  })
}

/** The place of the token, also while there is none. */
export function TokenBox({ children }: { children: React.ReactNode }) {
  return (
    <div className="flex h-8.5 items-center gap-0.5 rounded-2 border border-border bg-surface-2 pr-1 pl-3 wide:h-9.5">
      {children}
    </div>
  )
}
