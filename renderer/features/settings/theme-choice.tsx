import { Radio } from '@base-ui/react/radio'
import { RadioGroup } from '@base-ui/react/radio-group'
import { clsx } from 'clsx'
import { useTranslation } from 'react-i18next'
import type { Settings } from '#contract/settings.ts'

type Theme = Settings['theme']
const themes: Theme[] = ['light', 'dark', 'system']

/** The themes as small pictures of the console in them. */
export function ThemeChoice({
  value,
  onChange,
  ...names
}: {
  value: Theme
  onChange(theme: Theme): void
  'aria-labelledby': string
}) {
  const { t } = useTranslation('settings')
  return (
    <RadioGroup {...names} value={value} onValueChange={(next) => onChange(next as Theme)} className="flex gap-3">
      {themes.map((theme) => (
        <Radio.Root
          key={theme}
          value={theme}
          className="group flex flex-col items-center gap-1.5 rounded-2 text-small text-text-2 data-checked:font-strong data-checked:text-text"
        >
          <span className="relative block h-10 w-18 overflow-hidden rounded-2 border border-border-strong group-data-checked:outline-2 group-data-checked:outline-offset-1 group-data-checked:outline-text wide:h-14 wide:w-23">
            <Preview theme={theme === 'dark' ? 'dark' : 'light'} />
            {theme === 'system' && <Preview theme="dark" className="[clip-path:polygon(100%_0,100%_100%,0_100%)]" />}
          </span>
          {t(`theme.${theme}`)}
        </Radio.Root>
      ))}
    </RadioGroup>
  )
}

function Preview({ theme, className }: { theme: 'light' | 'dark'; className?: string }) {
  return (
    <span data-theme={theme} className={clsx('absolute inset-0 bg-canvas', className)}>
      <span className="absolute inset-y-[8%] right-[6%] left-[24%] rounded-1 bg-surface" />
      <span className="absolute top-[26%] left-[36%] size-4 rounded-full border-3 border-accent wide:size-6 wide:border-4" />
      <span className="absolute top-[32%] left-[68%] h-0.75 w-4 rounded-full bg-text" />
      <span className="absolute top-[46%] left-[68%] h-0.75 w-3 rounded-full bg-text-3" />
    </span>
  )
}
