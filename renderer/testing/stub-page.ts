import type { Page } from '#renderer/model/page-context.ts'

/** A page whose links do nothing, for parts that are drawn by themselves. */
export const stubPage: Page = {
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
