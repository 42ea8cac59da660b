import { ExternalLink as OutIcon } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { client } from '#renderer/bridge/client.ts'
import { type Failure, failureOf } from '#renderer/bridge/failure.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { Icon } from './icon.tsx'
import { useProblemText } from './problem-text.ts'

/** A link out of the console. A desktop host opens it in the system's browser, after its own check. */
export function ExternalLink({
  url,
  button = false,
  children,
}: {
  url: string
  /** Looks like the small button it stands beside. */
  button?: boolean
  children: ReactNode
}) {
  const byHost = useSnapshot('host')?.value.capabilities.openExternal ?? false
  const problemText = useProblemText()
  const [failure, setFailure] = useState<Failure>()
  const open = () =>
    client.host.openExternal({ url }).then(
      () => setFailure(undefined),
      (error) => setFailure(failureOf(error)),
    )
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      onClick={(event) => {
        if (!byHost) return
        event.preventDefault()
        void open()
      }}
      className={
        button
          ? 'inline-flex h-7 items-center gap-1.5 rounded-2 border border-border-strong bg-surface px-2.5 text-small font-strong whitespace-nowrap shadow-1 hover:bg-surface-2'
          : 'inline-flex items-center gap-1.5 rounded-1 whitespace-nowrap text-text-2 hover:text-text hover:underline'
      }
    >
      <Icon of={OutIcon} size="s" />
      {children}
      {failure && <span className="text-danger-text">{problemText(failure).title}</span>}
    </a>
  )
}
