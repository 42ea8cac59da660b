import { CopyButton } from './copy-button.tsx'

/** A command for a terminal, and the button that copies it. */
export function CommandLine({ text, label, done }: { text: string; label: string; done: string }) {
  return (
    <div className="flex items-center gap-2 rounded-2 border border-border bg-surface-2 py-0.5 pr-0.5 pl-3">
      <code className="mono min-w-0 grow text-small wrap-anywhere select-text">{text}</code>
      <CopyButton compact text={text} label={label} done={done} />
    </div>
  )
}
