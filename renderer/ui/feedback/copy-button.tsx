import { Copy } from 'lucide-react'
import { Button, type ButtonProps } from '#renderer/ui/controls/button.tsx'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'
import { copyText } from './copied.ts'

/** Copies text that is no secret: an AppID, an IP, a path. `done` is what the toast says. */
export function CopyButton({
  text,
  label,
  done,
  compact = false,
  primary = false,
  size = primary ? 'l' : 's',
}: {
  /** Made when it is asked for, where that takes a while. */
  text: string | (() => string)
  label: string
  done: string
  /** Only the icon; the label becomes its name and tooltip. */
  compact?: boolean
  /** The one thing to do on this surface. */
  primary?: boolean
  size?: ButtonProps['size']
}) {
  const copy = () => copyText(typeof text === 'string' ? text : text(), done)
  if (compact) return <IconButton icon={Copy} label={label} onClick={() => void copy()} />
  return (
    <Button {...(size && { size })} variant={primary ? 'primary' : 'default'} icon={Copy} onClick={() => void copy()}>
      {label}
    </Button>
  )
}
