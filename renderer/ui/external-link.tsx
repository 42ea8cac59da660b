import { ExternalLink as OutIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { client } from '../bridge/client.ts'
import { useSnapshot } from '../bridge/stores.ts'
import { Icon } from './icon.tsx'

/** A link out of the console. A desktop host opens it in the system's browser, after its own check. */
export function ExternalLink({ url, children }: { url: string; children: ReactNode }) {
  const byHost = useSnapshot('host')?.value.capabilities.openExternal ?? false
  return (
    <a
      href={url}
      target="_blank"
      rel="noreferrer"
      onClick={(event) => {
        if (!byHost) return
        event.preventDefault()
        void client.host.openExternal({ url })
      }}
      className="inline-flex items-center gap-1.5 rounded-1 text-text-2 hover:text-text hover:underline"
    >
      <Icon of={OutIcon} size="s" />
      {children}
    </a>
  )
}
