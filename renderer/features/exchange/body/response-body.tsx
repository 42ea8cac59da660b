import { BodyView } from './body-view.tsx'
import { isJsonLike } from './format/body-format.ts'
import { useBody } from './use-body.ts'

/** The body of a response by itself: JSON indented, other text as it is, other bytes in hex. */
export function ResponseBody({ exchangeId, size, label }: { exchangeId: number; size: number; label: string }) {
  const reading = useBody(exchangeId, 'response', { size })
  const isPretty = !reading.body || isJsonLike(reading.body.bytes, reading.body.whole)
  return (
    <BodyView
      reading={reading}
      facts={{ size }}
      form={isPretty ? 'pretty' : 'plain'}
      label={label}
      bytesAs={reading.body?.notUtf8At === undefined ? 'text' : 'hex'}
    />
  )
}
