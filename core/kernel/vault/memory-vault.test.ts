import { expect, test } from 'vitest'
import { createMemoryVault } from './memory-vault.ts'

test('keeps values until they are deleted, and says why it does not persist', async () => {
  const vault = createMemoryVault('no-keyring')
  expect(vault.describe()).toEqual({ kind: 'memory', persists: false, reason: 'no-keyring' })
  expect(await vault.get('a')).toEqual({ kind: 'missing' })
  await vault.set('a', '')
  expect(await vault.get('a')).toEqual({ kind: 'found', value: '' })
  await vault.set('a', 'one')
  expect(await vault.get('a')).toEqual({ kind: 'found', value: 'one' })
  await vault.delete('a')
  expect(await vault.get('a')).toEqual({ kind: 'missing' })
})
