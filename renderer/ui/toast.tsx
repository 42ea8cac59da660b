import { Toast } from '@base-ui/react/toast'
import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

const COPIED_MS = 2_000

/** Says that something was copied; everything else is said where it happens. */
export function useCopiedToast(): (text: string) => void {
  const { add } = Toast.useToastManager()
  return (text) => {
    add({ id: 'copied', title: text, timeout: COPIED_MS })
  }
}

function Toasts() {
  const { toasts } = Toast.useToastManager()
  return toasts.map((toast) => (
    <Toast.Root
      key={toast.id}
      toast={toast}
      className="flex items-center gap-2 rounded-3 border border-border bg-overlay px-3 py-2 shadow-2 transition-opacity duration-(--dur-2) data-ending-style:opacity-0 data-starting-style:opacity-0"
    >
      <Icon of={Check} size="s" className="text-text-2" />
      <Toast.Title className="text-base" />
    </Toast.Root>
  ))
}

export function ToastProvider({ children }: { children: ReactNode }) {
  return (
    <Toast.Provider limit={1}>
      {children}
      <Toast.Portal>
        <Toast.Viewport className="fixed bottom-6 left-1/2 z-30 -translate-x-1/2">
          <Toasts />
        </Toast.Viewport>
      </Toast.Portal>
    </Toast.Provider>
  )
}
