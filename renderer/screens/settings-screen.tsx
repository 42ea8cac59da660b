import { Tabs } from '@base-ui/react/tabs'
import { Database, Globe, Info, Keyboard, Lock, Settings as SettingsIcon, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { HostView } from '#contract/host.ts'
import type { Settings } from '#contract/settings.ts'
import { useEscape } from '#renderer/actions/keyboard.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { General } from '#renderer/features/settings/general.tsx'
import { About, Network, Secrets } from '#renderer/features/settings/sections.tsx'
import { Shortcuts } from '#renderer/features/settings/shortcuts.tsx'
import { Storage } from '#renderer/features/settings/storage.tsx'
import { IconButton } from '#renderer/ui/controls/icon-button.tsx'
import { Icon, type IconType } from '#renderer/ui/figures/icon.tsx'
import { SheetHeader } from '#renderer/ui/layout/sheet.tsx'

interface Section {
  name: 'general' | 'network' | 'secrets' | 'storage' | 'shortcuts' | 'about'
  icon: IconType
  Page: (props: { settings: Settings; host: HostView }) => React.ReactNode
}

const sections: Section[] = [
  { name: 'general', icon: SettingsIcon, Page: General },
  { name: 'network', icon: Globe, Page: Network },
  { name: 'secrets', icon: Lock, Page: Secrets },
  { name: 'storage', icon: Database, Page: Storage },
  { name: 'shortcuts', icon: Keyboard, Page: Shortcuts },
  { name: 'about', icon: Info, Page: About },
]

export function SettingsScreen({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['settings', 'common'])
  useEscape(onClose)
  const settings = useSnapshot('settings')?.value
  const host = useSnapshot('host')?.value
  return (
    <>
      <SheetHeader title={t('title')}>
        <span className="grow" />
        <IconButton icon={X} label={t('common:close')} onClick={onClose} />
      </SheetHeader>
      {settings && host && (
        <Tabs.Root
          orientation="vertical"
          defaultValue="general"
          className="grid min-h-0 grow grid-cols-[188px_minmax(0,1fr)]"
        >
          <Tabs.List className="flex flex-col gap-px overflow-y-auto border-r border-border p-2 pt-3">
            {sections.map(({ name, icon }) => (
              <Tabs.Tab
                key={name}
                value={name}
                className="flex h-8 items-center gap-2.5 rounded-2 px-3 text-text-2 -outline-offset-2 hover:bg-surface-2 data-active:bg-surface-3 data-active:font-strong data-active:text-text"
              >
                <Icon of={icon} />
                {t(`sections.${name}`)}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <div className="min-h-0 overflow-y-auto px-7 py-4 wide:px-10">
            {sections.map(({ name, Page }) => (
              <Tabs.Panel key={name} value={name} className="max-w-160 rounded-1">
                <h2 className="mb-1 font-title">{t(`sections.${name}`)}</h2>
                <Page settings={settings} host={host} />
              </Tabs.Panel>
            ))}
          </div>
        </Tabs.Root>
      )}
    </>
  )
}
