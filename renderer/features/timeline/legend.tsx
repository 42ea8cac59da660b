import { useTranslation } from 'react-i18next'
import { Piece, Sign } from './shapes.tsx'

/** What the shapes of the drawing mean. */
export function Legend() {
  const { t } = useTranslation('timeline')
  return (
    <ul className="mt-4 flex flex-wrap gap-x-5 gap-y-2 border-t border-border pt-3 text-small text-text-2">
      {(['life', 'overlap', 'lost', 'sleep'] as const).map((kind) => (
        <li key={kind} className="flex items-center gap-2">
          <svg aria-hidden width={24} height={12}>
            <Piece kind={kind} at={{ from: 0, to: 100 }} y={1} height={10} />
          </svg>
          {t(`legend.${kind}`)}
        </li>
      ))}
      {(['forced', 'failed'] as const).map((kind) => (
        <li key={kind} className="flex items-center gap-2">
          <svg aria-hidden width={12} height={12}>
            <Sign kind={kind} left={50} y={6} />
          </svg>
          {t(`legend.${kind}`)}
        </li>
      ))}
    </ul>
  )
}
