import { afterEach } from 'vitest'
import { resetPageState } from '#renderer/lib/page-state.ts'

// Each test has a page of its own: nothing that a screen kept in one is there in the next.
afterEach(resetPageState)
