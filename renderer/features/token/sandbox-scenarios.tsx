import { useTranslation } from 'react-i18next'
import { useSnapshot } from '#renderer/bridge/stores.ts'

/** Which behaviours of the sandbox are switched on. */
export function SandboxScenarios() {
  const { t } = useTranslation('token')
  const scenario = useTranslation('sandbox').t
  const on = useSnapshot('sandbox')?.value.scenarios ?? []
  if (on.length === 0) return t('fact.scenarioNormal')
  return on.map((id) => scenario(`scenario.${id}`)).join(' · ')
}
