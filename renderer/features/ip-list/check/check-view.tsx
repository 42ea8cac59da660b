import { Activity } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IpCheck } from '#contract/ip-list.ts'
import { client } from '#renderer/bridge/client.ts'
import { CancelButton } from '#renderer/model/cancel-button.tsx'
import { useCommand } from '#renderer/model/command.ts'
import { usePage } from '#renderer/model/page-context.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { Field, Select } from '#renderer/ui/controls/field.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { ResultTable, type ResultTableProps } from './result-table.tsx'
import { TestLayout } from './test-layout.tsx'

const parts = ['all', 'dns', 'ping'] as const
const operators = ['DEFAULT', 'CHINANET', 'UNICOM', 'CAP'] as const

/** `callback/check`: whether WeChat finds and reaches the account's server. */
export function CheckView({ accountId }: { accountId: string }) {
  const { t } = useTranslation('ipList')
  const { openExchange } = usePage()
  const [action, setAction] = useState<(typeof parts)[number]>('all')
  const [operator, setOperator] = useState<(typeof operators)[number]>('DEFAULT')
  const check = useCommand((options) => client.ipList.check({ accountId, action, operator }, options))
  return (
    <TestLayout
      title={t('check.title')}
      why={t('check.why')}
      controls={
        <>
          <Field label={t('check.action')}>
            <Select<(typeof parts)[number]>
              value={action}
              onChange={setAction}
              options={parts.map((value) => ({ value, label: t(`check.${value}`) }))}
            />
          </Field>
          <Field label={t('check.operator')}>
            <Select<(typeof operators)[number]>
              value={operator}
              onChange={setOperator}
              options={operators.map((value) => ({ value, label: t(`check.${value}`) }))}
            />
          </Field>
          <Button variant="primary" icon={Activity} busy={check.busy} onClick={() => void check.run()}>
            {t(check.busy ? 'check.running' : 'check.run')}
          </Button>
          <CancelButton command={check} />
        </>
      }
    >
      {check.failure && <ProblemNote failure={check.failure} onOpenExchange={openExchange} />}
      {check.value && !check.failure && <Result result={check.value} />}
    </TestLayout>
  )
}

function Result({ result: { dns, ping, exchangeId } }: { result: IpCheck }) {
  const { t } = useTranslation('ipList')
  const { openExchange } = usePage()
  return (
    <div className="grid max-w-170 gap-5">
      <Part
        title={t('check.dnsTable')}
        columns={[{ name: t('check.ip') }, { name: t('check.operatorOf') }]}
        rows={dns.map(({ ip, operator }) => [<Mono key="ip" text={ip} />, operator])}
      />
      <Part
        title={t('check.pingTable')}
        columns={[
          { name: t('check.ip') },
          { name: t('check.fromOperator') },
          { name: t('check.loss'), number: true },
          { name: t('check.time'), number: true },
        ]}
        rows={ping.map(({ ip, fromOperator, loss, time }) => [
          <Mono key="ip" text={ip} />,
          fromOperator,
          loss,
          time ?? '–',
        ])}
        note={t('check.onePacket')}
      />
      <Button variant="plain" size="s" className="justify-self-start" onClick={() => openExchange(exchangeId)}>
        {t('openRaw')}
      </Button>
    </div>
  )
}

/** `note`: said below the rows, where there are any. */
function Part({ title, columns, rows, note }: Omit<ResultTableProps, 'label'> & { title: string; note?: string }) {
  const { t } = useTranslation('ipList')
  return (
    <section>
      <h3 className="font-strong">{title}</h3>
      {rows.length === 0 ? (
        <p className="mt-1 text-small text-text-3">{t('check.empty')}</p>
      ) : (
        <>
          <ResultTable label={title} columns={columns} rows={rows} />
          {note && <p className="mt-2 text-small text-text-3">{note}</p>}
        </>
      )}
    </section>
  )
}

function Mono({ text }: { text: string }) {
  return <span className="mono">{text}</span>
}
