import type { Translated } from '#i18n/translated.ts'
import type { request as source } from '#i18n/zh-CN/request.ts'

export const request: Translated<typeof source> = {
  title: 'Send a request',
  form: 'Request to send',
  presets: 'Presets',
  own: 'Custom request',
  ownPath: 'Any /cgi-bin/ path',
  back: 'Back',
  method: 'Method',
  target: 'Path',
  targetExample: '/cgi-bin/getcallbackip',
  body: 'Body (JSON)',
  bodyNote: 'sent exactly as typed',
  attach: 'Attach the access_token',
  attachWhy:
    'MP Console adds it at the start of the query. If WeChat refuses it, it’s refetched once and the request is replayed once.',
  placeholders:
    'You can use $WX_ACCESS_TOKEN, $WX_APPSECRET and $WX_APPID. They’re filled in on sending and never appear on the page or in the exchange.',
  goesTo: 'Goes to',
  send: 'Send',
  sending: 'Sending…',
  clear: 'Clear',
  resend: 'Resend',
  edit: 'Edit and resend…',
  resendGone: 'Its account no longer exists.',
  resendRunning: 'It’s still running.',
  resendNoBody: 'Its body wasn’t recorded in full, so it can’t be resent.',
  resendOf: 'From exchange #{{id}}',
  result: 'Result',
  cancelled: 'Canceled. WeChat may still process what was sent.',
  open: 'View request',
  empty: 'The response has no body.',
  faultAt: '{{words}} Line {{line}}, column {{column}}.',
  reply: 'Response',
  goodReply: 'Successful response',
  docs: 'WeChat documentation',
  preset: {
    callbackIp: {
      name: 'Callback IPs',
      why: 'The addresses WeChat pushes messages from, for your inbound firewall rules.',
      limits: 'Once a day is enough. They change and can be ranges.',
    },
    apiDomainIp: {
      name: 'API domain IPs',
      why: 'The addresses of api.weixin.qq.com that you call, for your outbound firewall rules.',
      limits: 'Once a day is enough. Don’t pin the domain to a single IP.',
    },
    callbackCheck: {
      name: 'Network check',
      why: 'WeChat resolves and pings the account’s callback URL. action is dns, ping or all; check_operator is DEFAULT, CHINANET, UNICOM or CAP.',
      limits: 'Returns 40201 if no callback URL is set.',
    },
    quota: {
      name: 'API quota',
      why: 'The daily quota of one API: total, used and left. cgi_path starts with a slash and has no host.',
      limits: 'Doesn’t count against that quota. `used` is unreliable for /cgi-bin/token.',
    },
    rid: {
      name: 'Look up a rid',
      why: 'The request behind an error’s rid: time, duration, source IP, request and response. Secrets in it are removed before recording.',
      limits: 'Only requests of the same account from the last 7 days. Otherwise returns 76001.',
    },
    clearQuota: {
      name: 'Reset all quotas',
      why: 'Resets today’s call count of all APIs of the account. appid must be the account the token belongs to.',
      limits: '10 a month, shared with the button on WeChat’s website; then 48006. You’re asked to confirm first.',
    },
    clearApiQuota: {
      name: 'Reset one quota',
      why: 'Resets today’s call count of a single API. Cheaper than resetting all.',
      limits: '50 a month. You’re asked to confirm first.',
    },
    ticket: {
      name: 'Get a ticket',
      why: 'The jsapi_ticket for signing JS-SDK pages; use type=wx_card for cards. A ticket is a secret too, and is removed before recording.',
      limits: 'The quota is very small. A ticket is valid for 7200 s, so production services should cache it.',
    },
  },
  confirm: {
    cancel: 'Don’t send',
    anyway: 'Send anyway',
    'classic-token': {
      title: 'This invalidates the current classic token',
      lead: 'Each classic fetch invalidates the previous token. Services still using the old token get 40001 after 5 minutes.',
      cost: 'Stable is separate: POST /cgi-bin/stable_token doesn’t affect production.',
    },
    'force-refresh': {
      title: 'A forced refresh replaces the stable token early',
      lead: 'Calls still using the old token may get 40001. According to WeChat, it keeps working for 5 more minutes.',
      cost: '20 a day. Without force_refresh, or with false, you get the current token.',
    },
    'clear-quota': {
      title: 'This uses up one of your quota resets',
      lead: 'Today’s call count of all APIs of the account is reset. This can’t be undone.',
      cost: '10 a month, shared with the button on WeChat’s website. If only one API is used up, reset just that one.',
    },
    'clear-api-quota': {
      title: 'This uses up one of your single-API quota resets',
      lead: 'Today’s call count of this API is reset. This can’t be undone.',
      cost: '50 a month. The quota resets automatically tomorrow.',
    },
  },
}
