import { type ComponentProps, lazy, Suspense } from 'react'

// Fetched with the first refusal of an IP, so that the first screen does not wait for them.
const LazyDoctor = lazy(async () => ({ default: (await import('./whitelist-doctor.tsx')).WhitelistDoctor }))
const LazyEvidence = lazy(async () => ({ default: (await import('./evidence.tsx')).Evidence }))

export function WhitelistDoctor(props: ComponentProps<typeof LazyDoctor>) {
  return (
    <Suspense>
      <LazyDoctor {...props} />
    </Suspense>
  )
}

export function Evidence(props: ComponentProps<typeof LazyEvidence>) {
  return (
    <Suspense>
      <LazyEvidence {...props} />
    </Suspense>
  )
}
