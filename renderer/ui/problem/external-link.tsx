import { ExternalLink as OutIcon } from 'lucide-react'
import { createContext, type ReactNode, use, useState } from 'react'
import type { Failure } from '#contract/problem.ts'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { useProblemText } from './problem-text.ts'

/** Opens a link outside of the page, or says why it cannot. Without one the page's own browser does. */
type OpenLink = (url: string) => Promise<Failure | undefined>

export const OpenLinkContext = createContext<OpenLink | undefined>(undefined)

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
  const openLink = use(OpenLinkContext)
  const problemText = useProblemText()
  const [failure, setFailure] = useState<Failure>()
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      onClick={(event) => {
        if (!openLink) return
        event.preventDefault()
        void openLink(url).then(setFailure)
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
