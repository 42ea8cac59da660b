import { Tooltip } from '@base-ui/react/tooltip'
import { os } from '@orpc/server'
import { RPCHandler } from '@orpc/server/message-port'
import { createRoot } from 'react-dom/client'
import type { AccountView } from '#contract/accounts.ts'
import type { IpEntry, IpListView } from '#contract/ip-list.ts'
import { TableView } from '#renderer/features/ip-list/table/table-view.tsx'
import { startTexts } from '#renderer/i18n.ts'
import { type Page, PageContext } from '#renderer/model/page-context.ts'
import { stubPage } from '#renderer/testing/stub-page.ts'
import { BareList } from './bare-list.tsx'

/** Distinct addresses without an order, the same at every run. */
const entries = Array.from({ length: 100_000 }, (_, index): IpEntry => {
  const number = (index * 2_654_435_761) >>> 0
  const raw = [24, 16, 8, 0].map((shift) => (number >>> shift) & 255).join('.')
  return { raw, kind: 'ipv4', addresses: 1, times: 1, firstSeen: 0 }
})

const account: AccountView = {
  id: 'a1',
  label: 'Bench',
  appId: 'wx0000000000000000',
  tokenSource: { kind: 'wechat', family: 'stable' },
  renewal: 'off',
  origin: { kind: 'official', host: 'api.weixin.qq.com' },
  ipRefresh: 'off',
  proxy: { kind: 'none' },
  secret: 'held',
  sameAppId: [],
}

const view: IpListView = {
  accountId: 'a1',
  kind: 'callback',
  current: {
    id: 1,
    accountId: 'a1',
    kind: 'callback',
    since: 0,
    fetchedAt: 0,
    exchangeId: 1,
    received: entries.length,
    distinct: entries.length,
    unparsable: 0,
    addresses: entries.length,
    addresses6: 0,
  },
}

const nothing = () => {}
const page: Page = { ...stubPage, screen: { name: 'ipList' }, accountId: 'a1' }

/** The host's end of the page's port, with the one command that the table calls. */
function serveEntries(): void {
  Object.assign(window, { mpConsole: { kind: 'electron' } })
  const handler = new RPCHandler({ ipList: { entries: os.handler(() => entries) } })
  window.addEventListener('message', ({ data, ports: [port] }) => {
    if (data !== 'rpc:connect' || !port) return
    handler.upgrade(port)
    port.start()
  })
}

function Console() {
  return (
    <Tooltip.Provider>
      <PageContext value={page}>
        <div style={{ display: 'flex', flexDirection: 'column', height: 720 }}>
          <TableView account={account} view={view} onOpen={nothing} />
        </div>
      </PageContext>
    </Tooltip.Provider>
  )
}

serveEntries()
await startTexts()
const isBare = new URLSearchParams(location.search).has('bare')
createRoot(document.body.appendChild(document.createElement('div'))).render(
  isBare ? <BareList entries={entries} /> : <Console />,
)
