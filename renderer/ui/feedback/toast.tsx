import { Check } from 'lucide-react'
import { useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { createStore, useStore } from '#renderer/lib/external-store.ts'
import { pageState } from '#renderer/lib/page-state.ts'
import { Button } from '#renderer/ui/controls/button.tsx'
import { Icon } from '#renderer/ui/figures/icon.tsx'
import { focusRowIn } from '#renderer/ui/layout/regions.ts'

const SHOWN_MS = 2_000

/** Something that was done and can be taken back for a while. */
interface Offer {
  text: string
  label: string
  /** The key that takes it back as well. */
  accelerator?: string | undefined
  run(): void
}

function createToasts() {
  /** The text, and which time it is said: the same words twice are two events. */
  const shown = createStore<{ text: string; turn: number } | undefined>(undefined)
  const offers = createStore<(Offer & { turn: number })[]>([])
  let turn = 0
  let hiding: ReturnType<typeof setTimeout> | undefined
  return {
    shown,
    offers,
    /** Says for a moment that something was copied; all else is said where it happens. */
    show(text: string, forMs: number = SHOWN_MS): void {
      clearTimeout(hiding)
      shown.set({ text, turn: ++turn })
      hiding = setTimeout(() => shown.set(undefined), forMs)
    },
    /** Of several offers the last is in sight; when that is taken, the one before it is offered again. */
    offer(offer: Offer, forMs: number): void {
      const made = { ...offer, turn: ++turn }
      const withdraw = () => offers.set(offers.get().filter((one) => one !== made))
      const ending = setTimeout(withdraw, forMs)
      made.run = () => {
        clearTimeout(ending)
        withdraw()
        offer.run()
      }
      offers.set([...offers.get(), made])
    },
  }
}

/** The toasts of the page. */
export const toasts = pageState(createToasts)

export function showToast(text: string, forMs?: number): void {
  toasts().show(text, forMs)
}

/** What can be taken back now. */
export function useOffer(): (Offer & { turn: number }) | undefined {
  return useStore(toasts().offers).at(-1)
}

/** Always on the page, so that readers hear what comes into it; what it only says takes neither focus nor keys. */
export function Toast() {
  const current = useStore(toasts().shown)
  const offer = useOffer()
  return (
    <div
      aria-live="polite"
      className="pointer-events-none fixed bottom-6 left-1/2 z-30 flex -translate-x-1/2 flex-col items-center gap-2"
    >
      {current && (
        <div key={current.turn} className={box}>
          <Icon of={Check} size="s" className="text-text-2" />
          {current.text}
        </div>
      )}
      {offer && <OfferToast key={offer.turn} offer={offer} />}
    </div>
  )
}

const box = 'flex items-center gap-2 rounded-3 border border-border bg-overlay px-3 py-2 text-base shadow-2'

function OfferToast({ offer }: { offer: Offer }) {
  const { t } = useTranslation()
  const region = useRef<HTMLElement>(null)
  // Goes by itself: a focus in it must not be lost with it.
  useLayoutEffect(() => {
    const element = region.current
    return () => {
      if (element?.contains(document.activeElement)) focusRowIn()
    }
  }, [])
  return (
    <section
      ref={region}
      aria-label={t('offer')}
      data-region
      tabIndex={-1}
      className={`${box} pointer-events-auto py-1.5 pr-1.5`}
    >
      <span className="tabular-nums">{offer.text}</span>
      <Button size="s" onClick={offer.run} accelerator={offer.accelerator}>
        {offer.label}
      </Button>
    </section>
  )
}
