import { useTranslation } from 'react-i18next'
import type { SnippetFormat } from '#contract/pure/share.ts'
import type { Language } from '#contract/settings.ts'
import type { RemovedSecret } from '#contract/share.ts'
import { client } from '#renderer/bridge/client.ts'
import { useSnapshot } from '#renderer/bridge/stores.ts'
import { useCommand } from '#renderer/model/command.ts'
import { useLoaded } from '#renderer/model/use-loaded.ts'
import { writeSecret } from '#renderer/ui/feedback/clipboard.ts'
import { copyText, secretCopiedToast } from '#renderer/ui/feedback/copied.ts'
import { ConfirmDialog } from '#renderer/ui/overlays/confirm-dialog.tsx'

/** Asks before real secrets are copied, and names each that would be in the text. The way without them comes first. */
export function SecretsDialog({
  id,
  format,
  onBack,
  onDone,
}: {
  id: number
  format: SnippetFormat
  onBack(): void
  onDone(): void
}) {
  const { t, i18n } = useTranslation(['share', 'common'])
  const hasClipboard = useSnapshot('host')?.value.capabilities.clipboard ?? false
  const language = i18n.language as Language
  const { value: written, failure } = useLoaded(`${id} ${format}`, (options) =>
    client.share.write({ id, format, language }, options),
  )
  const included = written?.removed.filter(({ real }) => real === 'held') ?? []
  const kept = written?.removed.filter(({ real }) => real !== 'held') ?? []
  const real = useCommand((options) => client.share.copyWithSecrets({ id, format, confirmed: true }, options))
  const copyReal = async () => {
    const reply = await real.run()
    if (!reply) return
    const done = t(reply.included.length > 0 ? 'secrets.copied' : 'secrets.copiedWithout')
    secretCopiedToast(done, reply.copied ? 'cleared-later' : await writeSecret(reply.text))
    onDone()
  }
  const copySafe = async () => {
    if (!written) return
    await copyText(written.text, t('copied'))
    onDone()
  }
  return (
    <ConfirmDialog
      title={t('secrets.title')}
      why={t('secrets.lead')}
      failure={failure ?? real.failure}
      confirm={
        included.length > 0
          ? { children: t('secrets.confirm'), busy: real.busy, onClick: () => void copyReal() }
          : undefined
      }
      safe={{ children: t('secrets.safe'), onClick: () => void copySafe() }}
      cancel={t('common:cancel')}
      onClose={onBack}
    >
      {included.length > 0 && <Secrets title={t('secrets.included')} secrets={included} />}
      {kept.length > 0 && <Secrets title={t('secrets.kept')} secrets={kept} />}
      {written && (
        <p className="text-small text-text-3">
          {included.length === 0 ? t('secrets.none') : t(hasClipboard ? 'secrets.unseen' : 'secrets.seen')}
        </p>
      )}
    </ConfirmDialog>
  )
}

function Secrets({ title, secrets }: { title: string; secrets: RemovedSecret[] }) {
  const { t } = useTranslation('share')
  return (
    <section aria-label={title}>
      <h3 className="text-small font-strong text-text-2">{title}</h3>
      <ul className="mt-1 grid gap-1">
        {secrets.map(({ placeholder, hash, real }) => (
          <li key={`${placeholder} ${hash}`} className="text-small/4.5">
            <b className="font-strong">{t(`what.${placeholder}`)}</b>{' '}
            <span className="mono text-text-3">
              ${placeholder} #{hash}
            </span>{' '}
            <span className="text-text-2">{t(`secrets.${real}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
