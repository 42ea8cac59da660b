import { useSyncExternalStore } from 'react'
import { type Connection, connection } from './connection.ts'

export function useConnection(): Connection {
  return useSyncExternalStore(connection.subscribe, connection.get)
}

/** What is on the page may no longer be so. */
export function useHostLost(): boolean {
  const state = useConnection()
  return state !== 'connected' && state !== 'connecting'
}
