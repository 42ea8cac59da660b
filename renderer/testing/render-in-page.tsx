import { Tooltip } from '@base-ui/react/tooltip'
import { render } from '@testing-library/react'
import type { ReactNode } from 'react'
import { type Page, PageContext } from '#renderer/model/page-context.ts'
import { Toast } from '#renderer/ui/feedback/toast.tsx'
import { stubPage } from './stub-page.ts'

/** Draws a part of the page with everything it expects around it. */
export function renderInPage(part: ReactNode, page: Partial<Page> = {}) {
  const around = (inner: ReactNode) => (
    <Tooltip.Provider>
      <PageContext value={{ ...stubPage, ...page }}>{inner}</PageContext>
      <Toast />
    </Tooltip.Provider>
  )
  const { rerender, ...rendered } = render(around(part))
  return { ...rendered, rerender: (next: ReactNode) => rerender(around(next)) }
}
