import { ChevronDown, Download } from 'lucide-react'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { IpExport, IpListVersion, IpListView, Rounding } from '#contract/ip-list.ts'
import { type IpExportFormat, ipExportFormats } from '#contract/pure/ip-list.ts'
import { client } from '#renderer/bridge/client.ts'
import { useLoaded } from '#renderer/model/use-loaded.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { ChoiceList } from '#renderer/ui/controls/choice-list.tsx'
import { Select } from '#renderer/ui/controls/field.tsx'
import { Switch } from '#renderer/ui/controls/switch.tsx'
import { CopyButton } from '#renderer/ui/feedback/copy-button.tsx'
import { saveFile } from '#renderer/ui/feedback/save-file.ts'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { Popover } from '#renderer/ui/overlays/popover.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'
import { useFormat } from '#renderer/ui/text/use-format.ts'

/** The list as a firewall takes it: shown before it is copied or saved. */
export function ExportMenu({ view, version }: { view: IpListView; version: IpListVersion }) {
  const { t } = useTranslation('ipList')
  return (
    <Popover
      label={t('export.title')}
      trigger={
        <Button icon={Download}>
          {t('export.open')}
          <Icon of={ChevronDown} size="s" className="text-text-2" />
        </Button>
      }
    >
      <Content view={view} version={version} />
    </Popover>
  )
}

function Content({ view: { accountId, kind }, version }: { view: IpListView; version: IpListVersion }) {
  const { t } = useTranslation('ipList')
  const [format, setFormat] = useState<IpExportFormat>('plain')
  const [rounding, setRounding] = useState<Rounding>('exact')
  const [onlyChanged, setOnlyChanged] = useState(false)
  const since = onlyChanged ? version.change?.from : undefined
  const { value: written, failure } = useLoaded(
    [version.id, version.fetchedAt, format, rounding, since].join(' '),
    (options) =>
      client.ipList.export({ accountId, kind, format, rounding, ...(since !== undefined && { since }) }, options),
  )
  const save = () => {
    if (written) saveFile(new Blob([written.text], { type: written.mimeType }), written.fileName)
  }
  return (
    <div className="grid min-h-0 w-137 grid-cols-[172px_minmax(0,1fr)]">
      <ChoiceList<IpExportFormat>
        label={t('export.format')}
        groups={groups.map((group) => group.filter((one) => ipExportFormats[kind].includes(one)))}
        nameOf={(one) => t(`export.${one}`)}
        value={format}
        onChange={setFormat}
        className="min-h-0 overflow-y-auto border-r border-border p-1.5"
      />
      <div className="flex min-h-0 flex-col">
        <div className="grid gap-2 px-4 py-3">
          <Choices
            rounding={rounding}
            onRounding={setRounding}
            onlyChanged={onlyChanged}
            onOnlyChanged={setOnlyChanged}
            hasChanged={version.change !== undefined}
          />
          {written && <Consequences written={written} />}
        </div>
        {failure ? (
          <div className="grow px-4">
            <ProblemNote failure={failure} />
          </div>
        ) : (
          <Preview text={written?.text ?? ''} />
        )}
        <div className="flex shrink-0 justify-end gap-2 border-t border-border px-4 py-2.5">
          <Button size="s" onClick={save}>
            {t('export.save')}
          </Button>
          <CopyButton text={written?.text ?? ''} label={t('export.copy')} done={t('export.copied')} primary size="s" />
        </div>
      </div>
    </div>
  )
}

/** By who reads them. */
const groups: IpExportFormat[][] = [
  ['plain', 'json', 'csv'],
  ['nginx'],
  ['nftables', 'iptables', 'ip6tables', 'ipset'],
  ['aws-security-group', 'tencent-security-group'],
]

function Choices({
  rounding,
  onRounding,
  onlyChanged,
  onOnlyChanged,
  hasChanged,
}: {
  rounding: Rounding
  onRounding(rounding: Rounding): void
  onlyChanged: boolean
  onOnlyChanged(on: boolean): void
  hasChanged: boolean
}) {
  const { t } = useTranslation('ipList')
  const id = useId()
  return (
    <>
      <div className="flex items-center justify-between gap-3 text-text-2">
        <label htmlFor={`${id}-merge`}>{t('export.merge')}</label>
        <Select
          id={`${id}-merge`}
          value={rounding}
          onChange={onRounding}
          className="text-small text-text"
          options={(['exact', '24'] as const).map((value) => ({ value, label: t(`export.${value}`) }))}
        />
      </div>
      <div className="flex h-7 items-center justify-between gap-3 text-text-2">
        <span id={`${id}-changed`}>{t('export.onlyChanged')}</span>
        {hasChanged ? (
          <Switch aria-labelledby={`${id}-changed`} checked={onlyChanged} onChange={onOnlyChanged} />
        ) : (
          <span className="text-small text-text-3">{t('export.unchanged')}</span>
        )}
      </div>
    </>
  )
}

/** How long it became, what it lets in beside the list, and what of the list is not in it. */
function Consequences({ written: { blocks, extraAddresses, unparsable } }: { written: IpExport }) {
  const { t } = useTranslation('ipList')
  const { count } = useFormat()
  const extra =
    extraAddresses === 0 ? t('export.nothingExtra') : t('export.extra', { formatted: count(extraAddresses) })
  return (
    <p role="status" className="text-small/4.5 text-text-3">
      {t('export.blocks', { formatted: count(blocks) })} · {extra}
      {unparsable.length > 0 && (
        <span className="text-warn-text"> · {t('export.leftOut', { formatted: count(unparsable.length) })}</span>
      )}
    </p>
  )
}

/** More lines than anybody reads here would only slow the choosing. */
const previewLines = 200

function Preview({ text }: { text: string }) {
  const { t } = useTranslation('ipList')
  const { count } = useFormat()
  const lines = text.trimEnd().split('\n')
  const rest = lines.length > previewLines
  return (
    <section
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so the keyboard must reach it
      tabIndex={0}
      aria-label={t('export.preview')}
      className="h-72 min-h-0 overflow-auto border-t border-border bg-surface-2 px-4 py-2.5 -outline-offset-2"
    >
      <pre className="mono leading-5">
        {lines.slice(0, previewLines).join('\n')}
        {rest && `\n${t('export.more', { formatted: count(lines.length) })}`}
      </pre>
    </section>
  )
}
