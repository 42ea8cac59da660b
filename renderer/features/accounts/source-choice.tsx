import { useTranslation } from 'react-i18next'
import { sourceName, sourceNamed, type TokenSource } from '#contract/pure/credentials/token-source.ts'
import { Radio, RadioGroup } from '#renderer/ui/controls/radio.tsx'

/** Where the token comes from, each with what that does to production. */
export function SourceChoice({ value, onChange }: { value: TokenSource; onChange(source: TokenSource): void }) {
  const { t } = useTranslation('accounts')
  return (
    <RadioGroup label={t('family.legend')} value={sourceName(value)} onChange={(name) => onChange(sourceNamed(name))}>
      <Radio value="stable" label={t('family.stable')} why={t('family.stableWhy')} />
      <Radio value="classic" label={t('family.classic')} why={t('family.classicWhy')} />
      <Radio value="pasted" label={t('family.pasted')} why={t('family.pastedWhy')} />
    </RadioGroup>
  )
}
