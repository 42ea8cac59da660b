import { Tabs as Base } from '@base-ui/react/tabs'
import { clsx } from 'clsx'
import type { ReactNode } from 'react'

/** Several views of one thing in one place; `TabList` and `TabPanel` go inside. */
export const Tabs = Base.Root

/** The views to choose from; as high as the line it stands in, whose border the mark of the chosen one covers. */
export function TabList({ label, tabs }: { label: string; tabs: { value: string; label: string }[] }) {
  return (
    <Base.List aria-label={label} activateOnFocus className="flex h-full items-stretch gap-3 wide:gap-4">
      {tabs.map((tab) => (
        <Base.Tab
          key={tab.value}
          value={tab.value}
          className="-mb-px border-b-2 border-transparent pt-0.5 text-small font-strong whitespace-nowrap text-text-3 -outline-offset-2 hover:text-text data-active:border-text data-active:text-text"
        >
          {tab.label}
        </Base.Tab>
      ))}
    </Base.List>
  )
}

/** `scrolls`: it is read by scrolling it, so it takes the focus; other panels hold something that does. */
export function TabPanel({
  value,
  scrolls = false,
  className,
  children,
}: {
  value: string
  scrolls?: boolean
  className?: string
  children: ReactNode
}) {
  return (
    <Base.Panel
      value={value}
      tabIndex={scrolls ? 0 : -1}
      className={clsx('min-h-0 grow -outline-offset-2', scrolls && 'overflow-y-auto', className)}
    >
      {children}
    </Base.Panel>
  )
}
