import type { Translated } from '#i18n/translated.ts'
import type { request as source } from '#i18n/zh-CN/request.ts'

export const request: Translated<typeof source> = {
  title: 'Send a request',
  form: 'Request to send',
  presets: 'Presets',
  own: 'Your own',
  ownPath: 'Any /cgi-bin/ path',
  back: 'Back',
  method: 'Method',
  target: 'Path',
  targetExample: '/cgi-bin/getcallbackip',
  body: 'Body (JSON)',
  bodyNote: 'sent byte for byte as typed',
  attach: 'Attach the access_token',
  attachWhy:
    'MP Console puts it in front of the query; once stale, it is fetched anew once and the request replayed once.',
  placeholders:
    'You may write $WX_ACCESS_TOKEN, $WX_APPSECRET and $WX_APPID: filled in at sending, never on the page or in the record.',
  goesTo: 'Goes to',
  send: 'Send',
  sending: 'Sending…',
  cancel: 'Cancel',
  clear: 'Clear',
  resend: 'Send again',
  edit: 'Edit and send again…',
  resendGone: 'Its account is gone.',
  resendRunning: 'It is still running.',
  resendNoBody: 'Its body was not recorded whole, so it cannot be sent again.',
  resendOf: 'From exchange #{{id}}',
  result: 'Result',
  cancelled: 'Cancelled. WeChat may still act on what was sent.',
  open: 'Open exchange',
  empty: 'The reply has no body.',
  faultAt: '{{words}} Line {{line}}, column {{column}}.',
  reply: 'Reply',
  goodReply: 'A good reply',
  docs: "WeChat's page",
  preset: {
    callbackIp: {
      name: 'Callback IPs',
      why: 'Where WeChat pushes messages to your server from; for your inbound firewall.',
      limits: 'Once a day is enough. They change, and may be segments.',
    },
    apiDomainIp: {
      name: 'API domain IPs',
      why: 'What api.weixin.qq.com resolves to when you call the API; for your outbound firewall.',
      limits: 'Once a day is enough. Pin the name to none of them.',
    },
    callbackCheck: {
      name: 'Network check',
      why: 'WeChat looks up and pings the server URL set for the account. action is dns, ping or all; check_operator DEFAULT, CHINANET, UNICOM or CAP.',
      limits: 'Answered 40201 while no server URL is set.',
    },
    quota: {
      name: 'API quota',
      why: "One API's daily limit, and how much of it is used and left. cgi_path begins with a slash and has no host.",
      limits: 'Takes nothing from the quota it tells. Do not trust used for /cgi-bin/token.',
    },
    rid: {
      name: 'Look up a rid',
      why: 'The call behind the rid of an error: its time, duration, caller IP, request and reply. Secrets in it are hidden when it is recorded.',
      limits: 'Calls of the same account in the last 7 days only, else 76001.',
    },
    clearQuota: {
      name: 'Clear all quotas',
      why: "Sets today's count of every API of the account to zero. appid is the account that the token belongs to.",
      limits: "10 a month, shared with the button on WeChat's page; then 48006. You are asked first.",
    },
    clearApiQuota: {
      name: 'Clear one quota',
      why: "Sets today's count of one API to zero: cheaper than clearing all of them.",
      limits: '50 a month. You are asked first.',
    },
    ticket: {
      name: 'Get a ticket',
      why: 'The jsapi_ticket that JS-SDK signatures are made with; type=wx_card for cards. A ticket is a secret too, and is hidden when it is recorded.',
      limits: 'The quota is very small, and a ticket lives 7200 s. Live services cache it.',
    },
  },
  confirm: {
    cancel: 'Do not send',
    anyway: 'Send anyway',
    'classic-token': {
      title: 'This retires the current classic token',
      lead: 'Each classic fetch retires the one before. A service still holding the old token gets 40001 after 5 minutes.',
      cost: 'Stable is separate: POST /cgi-bin/stable_token leaves production alone.',
    },
    'force-refresh': {
      title: 'A forced refresh replaces the stable token early',
      lead: 'Callers still holding the old token may get 40001; WeChat says that it works for 5 more minutes.',
      cost: '20 a day. Without force_refresh, or with false, the current token is returned.',
    },
    'clear-quota': {
      title: 'This uses one of the few quota clearings',
      lead: "Today's count of every API of the account is set to zero. It cannot be taken back.",
      cost: "10 a month, shared with the button on WeChat's page. When one API is used up, clearing that one costs less.",
    },
    'clear-api-quota': {
      title: 'This uses one of the clearings for single APIs',
      lead: "Today's count of this API is set to zero. It cannot be taken back.",
      cost: '50 a month. The quota returns by itself tomorrow.',
    },
  },
}
