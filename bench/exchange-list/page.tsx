import { Tooltip } from '@base-ui/react/tooltip'
import { useState } from 'react'
import { createRoot } from 'react-dom/client'
import type { ExchangeSummary } from '#contract/exchange.ts'
import { receive } from '#renderer/bridge/stores.ts'
import { startTexts } from '#renderer/i18n.ts'
import { type Page, PageContext } from '#renderer/model/page-context.ts'
import { ExchangesScreen } from '#renderer/screens/exchange/exchanges-screen.tsx'
import { stubPage } from '#renderer/testing/stub-page.ts'
import { BareList } from './bare-list.tsx'

const nothing = () => {}
const page: Page = { ...stubPage, screen: { name: 'exchanges' }, accountId: 'account-1' }

let show: (exchanges: ExchangeSummary[]) => void = (snapshot) => receive({ feature: 'exchange', snapshot })

function Console() {
  return (
    <Tooltip.Provider>
      <PageContext value={page}>
        <div style={{ display: 'flex', flexDirection: 'column', height: 720 }}>
          <ExchangesScreen onBack={nothing} />
        </div>
      </PageContext>
    </Tooltip.Provider>
  )
}

function Bare() {
  const [exchanges, setExchanges] = useState<ExchangeSummary[]>([])
  show = setExchanges
  return <BareList exchanges={exchanges} />
}

async function openList(snapshot: string): Promise<number> {
  const from = performance.now()
  show(JSON.parse(snapshot))
  while (!document.querySelector('[data-row]')) await new Promise(requestAnimationFrame)
  // A message that is sent in a frame comes after it has been painted.
  await new Promise(requestAnimationFrame)
  await new Promise((painted) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = painted
    port2.postMessage(undefined)
  })
  return performance.now() - from
}

await startTexts()
const isBare = new URLSearchParams(location.search).has('bare')
createRoot(document.body.appendChild(document.createElement('div'))).render(isBare ? <Bare /> : <Console />)
// Drawn once before anything arrives, as the console is.
requestAnimationFrame(() => requestAnimationFrame(() => Object.assign(window, { openList })))
