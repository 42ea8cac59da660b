import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressWith } from '#contract/pure/host/webhost.ts'
import { client } from '#renderer/bridge/client.ts'
import { useStepsLeft } from '#renderer/model/clock/use-countdown.ts'
import { useLoaded } from '#renderer/model/use-loaded.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { Field, TextInput } from '#renderer/ui/controls/field.tsx'
import { writeSecret } from '#renderer/ui/feedback/clipboard.ts'
import { secretCopiedToast } from '#renderer/ui/feedback/copied.ts'
import { Dialog, DialogText } from '#renderer/ui/overlays/dialog.tsx'
import { ProblemNote } from '#renderer/ui/problem/problem-note.tsx'

interface Issued {
  address: string
  remainingMs: number
  receivedAt: number
}

/** A fresh address, for one page more. */
export function AnotherDeviceDialog({ onClose }: { onClose(): void }) {
  const { t } = useTranslation(['host', 'common'])
  const [turn, setTurn] = useState(0)
  const { value, failure } = useLoaded(String(turn), async (options): Promise<Issued> => {
    const { ticket, remainingMs } = await client.host.issueTicket(undefined, options)
    return { address: addressWith(location.origin, ticket), remainingMs, receivedAt: performance.now() }
  })
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('anotherDevice.title')}
      footer={
        <>
          <Button size="l" className="mr-auto" onClick={() => setTurn(turn + 1)}>
            {t('anotherDevice.again')}
          </Button>
          <Button variant="primary" size="l" onClick={onClose}>
            {t('common:close')}
          </Button>
        </>
      }
    >
      <DialogText>{t('anotherDevice.why')}</DialogText>
      {value && <Address key={value.address} issued={value} />}
      {failure && <ProblemNote failure={failure} />}
      <p className="text-small text-pretty text-text-3">{t('anotherDevice.tunnel', { port: location.port })}</p>
    </Dialog>
  )
}

function Address({ issued }: { issued: Issued }) {
  const { t } = useTranslation('host')
  const seconds = useStepsLeft(issued, 1_000)
  const isOver = seconds === 0
  const left = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  const copy = async () => secretCopiedToast(t('anotherDevice.copied'), await writeSecret(issued.address))
  return (
    <div className="flex items-end gap-2">
      <Field
        label={t('anotherDevice.address')}
        note={isOver ? t('anotherDevice.over') : t('anotherDevice.left', { left })}
        className="grow"
      >
        <TextInput mono readOnly value={isOver ? '' : issued.address} onFocus={({ target }) => target.select()} />
      </Field>
      {!isOver && <Button onClick={() => void copy()}>{t('anotherDevice.copy')}</Button>}
    </div>
  )
}
