import type { Page } from '#renderer/model/page-context.ts'

/** A page that leads nowhere, for parts that are drawn by themselves. */
export const nowhere: Page = {
  screen: { name: 'account' },
  accountId: undefined,
  chooseAccount() {},
  openExchange() {},
  openExchanges() {},
  openCompare() {},
  openIpList() {},
  openRequest() {},
  openSettings() {},
  openWhitelist() {},
  openTimeline() {},
  open() {},
  back() {},
}
