import { useTranslation } from 'react-i18next'
import type { TokenFamily } from '#contract/accounts.ts'
import { Radio, RadioGroup } from '#renderer/ui/radio.tsx'

/** Where the token comes from, each with what that does to production. */
export function FamilyChoice({ value, onChange }: { value: TokenFamily; onChange(family: TokenFamily): void }) {
  const { t } = useTranslation('accounts')
  return (
    <RadioGroup label={t('family.legend')} value={value} onChange={onChange}>
      <Radio value="stable" label={t('family.stable')} why={t('family.stableWhy')} />
      <Radio value="classic" label={t('family.classic')} why={t('family.classicWhy')} />
      <Radio value="pasted" label={t('family.pasted')} why={t('family.pastedWhy')} />
    </RadioGroup>
  )
}
