import { Activity } from 'lucide-react'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { AccountView } from '#contract/accounts.ts'
import { client } from '#renderer/bridge/client.ts'
import { useCommand } from '#renderer/model/command.ts'
import { ConfirmOrigin, confirmedOrigin } from '#renderer/model/origin/confirm-origin.tsx'
import { OriginChoice } from '#renderer/model/origin/origin-choice.tsx'
import { useOriginField } from '#renderer/model/origin/use-origin-field.ts'
import { usePage } from '#renderer/model/page-context.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { Form } from '#renderer/ui/controls/form.tsx'
import { checkFields } from '#renderer/ui/controls/use-field.ts'
import { Dialog, DialogText } from '#renderer/ui/overlays/dialog.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { ConnectionTestResult } from './connection-test-result.tsx'
import { ExitRecipes } from './exit-recipes.tsx'
import { ProxyChoice } from './proxy-choice.tsx'
import { useProxyField } from './use-proxy-field.ts'

/** Where an account's requests go and how they leave; tried before it is saved. */
export function RouteDialog({ account, onClose }: { account: AccountView; onClose(): void }) {
  const { t } = useTranslation(['route', 'common'])
  const form = useId()
  const { openExchange } = usePage()
  const origin = useOriginField(account.origin)
  const proxy = useProxyField(account)

  const save = useCommand(async ({ signal, confirmed }) => {
    const change = { id: account.id, origin: origin.read(), proxy: proxy.read() }
    await client.accounts.update({ ...change, ...confirmedOrigin(confirmed) }, { signal })
    onClose()
  })
  const test = useCommand(({ signal }) =>
    client.route.test({ accountId: account.id, draft: { origin: origin.read(), proxy: proxy.read() } }, { signal }),
  )

  const isGood = () => checkFields([origin, proxy])
  return (
    <Dialog
      open
      holdsInput
      onClose={onClose}
      title={t('title')}
      footer={
        <>
          <Button variant="plain" size="l" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" form={form} variant="primary" size="l" busy={save.busy}>
            {save.busy ? t('common:saving') : t('common:save')}
          </Button>
        </>
      }
    >
      <DialogText>{t('why')}</DialogText>
      <Form id={form} onSubmit={() => isGood() && save.run()} className="flex flex-col gap-3.5">
        <OriginChoice field={origin} {...(account.origin.kind === 'custom' && { customUrl: account.origin.url })} />
        <ProxyChoice field={proxy} proxy={account.proxy} />
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1.5">
          <Button icon={Activity} busy={test.busy} onClick={() => isGood() && void test.run()}>
            {test.busy ? t('test.running') : t('test.run')}
          </Button>
          <span className="min-w-0 grow basis-60 text-small text-text-3">{t('test.why')}</span>
        </div>
        {test.failure && <ProblemNote failure={test.failure} />}
        {test.value && !test.busy && !test.failure && (
          <ConnectionTestResult
            result={test.value}
            onOpen={(id) => {
              onClose()
              openExchange(id)
            }}
          />
        )}
        {save.failure && <ProblemNote failure={save.failure} />}
        <ExitRecipes onUse={proxy.use} />
      </Form>
      <ConfirmOrigin command={save} />
    </Dialog>
  )
}
