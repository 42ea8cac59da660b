import type { Module } from '#core/model/module.ts'
import { createShareService, type ShareDeps, type ShareService } from './share-service.ts'

/** Exchanges for somebody else. */
export function createShare(deps: ShareDeps): Module<ShareService, 'share'> {
  const service = createShareService(deps)
  return {
    service,
    handlers: {
      share: {
        write: service.write,
        har: ({ ids }) => service.har(ids),
        copyWithSecrets: service.copyWithSecrets,
      },
    },
    snapshots: {},
  }
}
