import { Popover } from '@base-ui/react/popover'
import { Play } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { type SandboxScenario, sandboxScenarios } from '#contract/pure/scenarios.ts'
import { client } from '#renderer/bridge/client.ts'
import { useCommand } from '#renderer/model/command.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { Badge } from '#renderer/ui/controls/pill.tsx'
import { Switch } from '#renderer/ui/controls/switch.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { Elsewhere } from './elsewhere.tsx'

/** What the sandbox is made to answer: those that are on in sight, all of them behind the button. */
export function Scenarios({ accountId, on }: { accountId: string; on: SandboxScenario[] }) {
  const { t } = useTranslation('sandbox')
  const set = useCommand(
    ({ signal }, scenario: SandboxScenario, wanted: boolean) =>
      client.sandbox.setScenario({ scenario, on: wanted }, { signal }),
    { whileBusy: 'replace' },
  )
  return (
    <Popover.Root>
      {on.map((scenario) => (
        <Badge key={scenario} tone="warn">
          {t(`scenario.${scenario}`)}
        </Badge>
      ))}
      <Popover.Trigger
        render={
          <Button variant="plain" size="s" icon={Play}>
            {t('scenarios')}
          </Button>
        }
      />
      <Popover.Portal>
        <Popover.Positioner align="end" sideOffset={4} className="z-20">
          <Popover.Popup className="flex max-h-(--available-height) w-80 flex-col rounded-3 border border-border bg-overlay shadow-2">
            <div className="px-4 pt-4 pb-3">
              <Popover.Title className="font-title">{t('scenariosTitle')}</Popover.Title>
              <Popover.Description className="mt-1 text-small text-text-3">{t('scenariosWhy')}</Popover.Description>
            </div>
            <div className="flex min-h-0 flex-col gap-3 overflow-y-auto px-4 pb-3">
              {sandboxScenarios.map((scenario) => (
                <ScenarioSwitch
                  key={scenario}
                  scenario={scenario}
                  on={on.includes(scenario)}
                  onChange={(wanted) => void set.run(scenario, wanted)}
                />
              ))}
              {set.failure && <ProblemNote failure={set.failure} />}
            </div>
            <Elsewhere accountId={accountId} />
          </Popover.Popup>
        </Popover.Positioner>
      </Popover.Portal>
    </Popover.Root>
  )
}

function ScenarioSwitch({
  scenario,
  on,
  onChange,
}: {
  scenario: SandboxScenario
  on: boolean
  onChange(on: boolean): void
}) {
  const { t } = useTranslation('sandbox')
  const id = useId()
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the switch brings an input, so a press on the words counts, too
    <label className="flex items-center gap-3">
      <div className="min-w-0 grow">
        <div id={`${id}-label`} className="font-strong">
          {t(`scenario.${scenario}`)}
        </div>
        <div id={`${id}-why`} className="text-small text-text-3">
          {t(`scenarioWhy.${scenario}`)}
        </div>
      </div>
      <Switch checked={on} onChange={onChange} aria-labelledby={`${id}-label`} aria-describedby={`${id}-why`} />
    </label>
  )
}
