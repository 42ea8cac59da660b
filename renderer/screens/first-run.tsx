import { Languages } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import type { TokenView } from '#contract/token.ts'
import { client } from '#renderer/bridge/client.ts'
import { AddForm } from '#renderer/features/accounts/add-form.tsx'
import { SandboxButton } from '#renderer/features/accounts/sandbox-button.tsx'
import { TokenDial } from '#renderer/features/token/dial/token-dial.tsx'
import { useCommand } from '#renderer/model/command.ts'
import { PLATFORM_URL } from '#renderer/model/links.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { ExternalLink } from '#renderer/ui/problem/external-link.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'

const noToken: TokenView = {
  accountId: '',
  state: 'none',
  tokenSource: { kind: 'wechat', family: 'stable' },
  renewal: { mode: 'off', state: 'off' },
}

/** The first screen: what this is in two sentences, and two ways in. */
export function FirstRun({ onAdded }: { onAdded(account: AccountView): void }) {
  const { t } = useTranslation('accounts')
  return (
    <div className="grid min-h-0 grow grid-cols-[minmax(0,1fr)_400px] wide:grid-cols-[minmax(0,1fr)_452px]">
      <div className="flex flex-col justify-center overflow-y-auto pr-8 pl-9 wide:pr-16 wide:pl-22">
        <div className="relative mb-6 -ml-2 size-40 shrink-0 wide:mb-10 wide:size-61" data-life="none">
          <TokenDial view={noToken} receivedAt={0} state="none" fetching={false} />
          <div className="absolute inset-0 flex flex-col items-center justify-center gap-1.5 pt-1 text-text-3">
            <span className="text-small max-wide:hidden">{t('first.lives')}</span>
            <span className="text-[27px]/8 font-clock tracking-clock wide:text-[42px]/13">2:00:00</span>
          </div>
        </div>
        <h1 className="mb-3 text-head font-title tracking-title text-balance">{t('first.title')}</h1>
        <p className="max-w-170 text-[14px]/[23px] text-pretty text-text-2 wide:text-[15px]/[25px]">
          {t('first.sentence')}
        </p>
        <div className="mt-4 flex flex-col items-start gap-2 text-small wide:mt-5.5 wide:flex-row wide:gap-4.5">
          <ExternalLink url={PLATFORM_URL}>{t('first.whereToFind')}</ExternalLink>
          <LanguageSwitch />
        </div>
      </div>
      <div className="min-h-0 overflow-y-auto border-l border-border bg-surface-2 px-7 wide:px-10">
        <div className="flex min-h-full flex-col justify-center gap-2.5 py-4 wide:gap-3.5">
          <AddForm onAdded={onAdded} />
          <p className="flex items-center gap-3 text-small text-text-3 before:grow before:border-t before:border-border-strong after:grow after:border-t after:border-border-strong">
            {t('first.noAccount')}
          </p>
          <SandboxButton onAdded={onAdded} />
        </div>
      </div>
    </div>
  )
}

function LanguageSwitch() {
  const { t, i18n } = useTranslation()
  const other = i18n.language === 'en' ? 'zh-CN' : 'en'
  const change = useCommand(({ signal }) => client.settings.update({ language: other }, { signal }))
  return (
    <>
      <Button
        variant="plain"
        size="s"
        icon={Languages}
        lang={other}
        className="-mx-2.5 -my-1.5"
        onClick={() => void change.run()}
      >
        {t(`language.${other}`)}
      </Button>
      {change.failure && <ProblemNote failure={change.failure} />}
    </>
  )
}
