import { Copy, Eye, EyeOff } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ActionButton } from '#renderer/actions/action-button.tsx'
import { useAction } from '#renderer/actions/registry.ts'
import { client } from '#renderer/bridge/client.ts'
import { useCommand } from '#renderer/model/command.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { writeSecret } from '#renderer/ui/feedback/clipboard.ts'
import { secretCopiedToast } from '#renderer/ui/feedback/copied.ts'
import { Note } from '#renderer/ui/layout/note.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'

/** How long a token stays readable. */
const REVEAL_MS = 30_000

/** The held token. Its whole value is in this component's state only, and only while it is shown. */
export function MaskedToken({ accountId, masked }: { accountId: string; masked: string }) {
  const { t } = useTranslation('token')
  const [revealed, setRevealed] = useState<string>()
  const reveal = useCommand((options) => client.token.reveal({ accountId }, options))
  const copy = useCopyToken(accountId)
  useAction('token.copy', () => void copy.run())

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
  const failure = reveal.failure ?? copy.failure

  return (
    <>
      <TokenBox>
        <code
          className="mono mr-2 min-w-0 grow overflow-x-auto py-2 whitespace-nowrap select-all"
          // A long token scrolls, also by key.
          {...(shown && { tabIndex: 0 })}
        >
          {revealed ?? <Masked masked={masked} />}
        </code>
        <Button
          variant="plain"
          size="s"
          icon={shown ? EyeOff : Eye}
          aria-label={t(shown ? 'value.hideName' : 'value.revealName')}
          onClick={() => (shown ? setRevealed(undefined) : void show())}
        >
          {t(shown ? 'value.hide' : 'value.reveal')}
        </Button>
        <ActionButton action="token.copy" variant="plain" size="s" icon={Copy} aria-label={t('value.copyName')}>
          {t('value.copy')}
        </ActionButton>
      </TokenBox>
      {failure && <ProblemNote failure={failure} />}
      {copy.refused && <Note tone="warn">{t('value.copyRefused')}</Note>}
    </>
  )
}

/** The host's clipboard where it has one, else the page's own, which the browser may refuse. */
function useCopyToken(accountId: string) {
  const { t } = useTranslation('token')
  const [refused, setRefused] = useState(false)
  const call = useCommand(async (options) => {
    setRefused(false)
    const reply = await client.token.copy({ accountId }, options)
    const outcome = reply.copied ? 'cleared-later' : await writeSecret(reply.token)
    if (outcome === 'refused') return setRefused(true)
    secretCopiedToast(t('value.copied'), outcome)
  })
  return { ...call, refused }
}

/** Its ends, and ten dots whatever its length. */
function Masked({ masked }: { masked: string }) {
  const [head, tail] = masked.split('…')
  return (
    <>
      {head}
      <span className="tracking-[0.06em] text-text-3">••••••••••</span>
      {tail}
    </>
  )
}

/** The place of the token, also while there is none. */
export function TokenBox({ children }: { children: ReactNode }) {
  return (
    <div className="flex h-8.5 items-center gap-0.5 rounded-2 border border-border bg-surface-2 pr-1 pl-3 wide:h-9.5">
      {children}
    </div>
  )
}
