import type { Translated } from '#i18n/translated.ts'
import type { explain as source } from '#i18n/zh-CN/explain.ts'

export const explain: Translated<typeof source> = {
  class: {
    network: 'Network',
    tls: 'TLS',
    proxy: 'Proxy',
    reply: 'Response',
    wechat: 'WeChat',
    console: 'MP Console',
  },
  fact: {
    class: 'Type',
    who: 'Who can fix it',
    again: 'Retrying',
    rid: 'rid',
    ip: 'The IP WeChat saw',
  },
  who: {
    you: 'You',
    admin: 'The account’s admin',
    wechat: 'Only WeChat',
  },
  again: {
    helps: 'helps',
    later: 'helps after a while',
    'new-token': 'helps with a new token',
    'after-change': 'doesn’t help until something changes',
    unknown: 'may or may not help',
  },
  show: 'Show explanation',
  hide: 'Hide explanation',
  doctor: 'Open whitelist doctor',
  rid: {
    at: 'sent {{time}} ({{age}} ago)',
    findable: 'can be looked up with rid/get until {{until}}',
    'too-old': 'older than 7 days, so rid/get can’t find it anymore',
    'not-yet': 'dated in the future, so it was made by another clock',
    copy: 'Copy rid',
    copied: 'rid copied',
    lookUp: 'Look up with rid/get',
    diagnosis: 'Official diagnosis',
  },
  age: {
    seconds: '{{n}} s',
    minutes: '{{n}} min',
    hours: '{{n}} h',
    days: '{{n}} d {{h}} h',
  },
  code: {
    own: 'Same error in your own code?',
    show: 'Compare code',
    hide: 'Hide code',
    wrong: 'Wrong',
    right: 'Right',
  },
  box: {
    title: 'Explain an error',
    why: 'Paste an error or response from your own code. It’s analyzed in this page, and neither saved nor sent. Anything that may be a secret is replaced by dots.',
    label: 'Error or response',
    placeholder: 'e.g. {"errcode":40164,…}, getaddrinfo ENOTFOUND …, socket hang up, a rid',
    result: 'Explanation',
    nothing: 'Nothing recognized.',
    nothingWhy: 'Try the whole response, or the lines with the error code.',
    clear: 'Clear',
  },
  topic: {
    'scheme-in-host': {
      title: 'The hostname contains https://',
      why: 'DNS looks up the hostname as is, scheme included, and finds nothing. No connection was opened.',
      todo: 'Use the domain alone as hostname. The https module sets the scheme. Only a full URL starts with https://.',
    },
    'path-in-host': {
      title: 'The hostname contains a path',
      why: 'DNS looks up the hostname as is, slash included, and finds nothing. No connection was opened.',
      todo: 'Use the domain alone as hostname, and put the rest in path.',
    },
    'missing-end': {
      title: 'The connection was closed before any data arrived',
      why: 'Usually an https.request without end(): Node doesn’t send the headers, and the server closes the connection when it times out.',
      todo: 'Call req.end(), or use https.get, which calls it for you. If you already call it, retry and check for a proxy.',
    },
    'missing-scheme': {
      title: 'The URL is missing https://',
      why: 'A string must be a full URL. Only the hostname in an options object has no scheme.',
      todo: 'Add https:// before the host.',
    },
    'wrong-module': {
      title: 'The https module was given an http:// URL',
      why: 'The module and the URL’s scheme must match. Nothing was sent.',
      todo: 'Change the URL to https://. WeChat doesn’t accept http.',
    },
    'plain-http': {
      title: 'The request was sent over plain HTTP',
      why: 'On port 80, WeChat only returns 43003, with HTTP status 200. Secrets in the request were sent in plain text.',
      todo: 'Use https. If it contained the AppSecret, ask the admin to reset it.',
    },
    chunked: {
      title: 'The gateway received no Content-Length (412)',
      why: 'The body was sent chunked: write() followed by end(), without a length.',
      todo: 'Set Content-Length in bytes, or send the body at once with end(body).',
    },
    'unescaped-path': {
      title: 'The path contains spaces or Chinese characters',
      why: 'Node rejects unencoded characters. Often a space was pasted along with an AppID. Nothing was sent.',
      todo: 'Trim the value, and build the query with URLSearchParams.',
    },
    'plain-port': {
      title: 'This port doesn’t use TLS',
      why: 'A TLS handshake was started with a plain port, so the port or proxy is wrong.',
      todo: 'WeChat uses port 443. With a proxy, check whether it’s an http or https one.',
    },
    'no-listener': {
      title: 'No error listener',
      why: 'An unhandled network error ends the whole process.',
      todo: 'Add an error listener to the request, then check which error it was.',
    },
    'form-body': {
      title: 'stable_token wasn’t sent as JSON',
      why: 'WeChat can’t read appid from a form or query, and returns 41002.',
      todo: 'Use JSON.stringify for the body.',
    },
    'name-not-found': {
      title: 'The host wasn’t found',
      why: 'The name is misspelled, or this machine is offline or has no working DNS.',
      todo: 'Check the spelling, then the network and DNS.',
    },
    'name-temporary': {
      title: 'The host couldn’t be resolved',
      why: 'The DNS server didn’t respond. In containers, DNS is often not configured.',
      todo: 'Try again in a while, and check the DNS settings.',
    },
    refused: {
      title: 'The connection was refused',
      why: 'No service is listening on this port, or a firewall blocked it. With 127.0.0.1, usually a proxy isn’t running.',
      todo: 'Check the host, port and proxy.',
    },
    'timed-out': {
      title: 'Timeout',
      why: 'No connection or response within the time limit.',
      todo: 'Check your network, firewall and proxy. Set a timeout of 5 to 10 seconds, and retry once.',
    },
    reset: {
      title: 'The connection was reset',
      why: 'Often an idle connection was reused after the server had closed it. A proxy or firewall can also cause this.',
      todo: 'Retry on a new connection. If it keeps happening, check the proxy, VPN and firewall.',
    },
    certificate: {
      title: 'The certificate wasn’t accepted',
      why: 'A proxy intercepts TLS and its CA isn’t trusted here, or the system clock is wrong.',
      todo: 'Trust the company’s CA, or bypass the proxy. Don’t turn off verification: the AppSecret would go to whoever is in between.',
    },
    proxy: {
      title: 'The proxy refused the request',
      why: 'It requires a sign-in, or refuses the tunnel. The request never reached WeChat.',
      todo: 'Check the proxy’s address and credentials, and whether it allows api.weixin.qq.com:443.',
    },
    'gateway-refused': {
      title: 'The HTTP status isn’t 200',
      why: 'WeChat returns its own errors with status 200, so this most likely comes from a gateway or proxy.',
      todo: 'Check the address, method and proxy, then read the response.',
    },
    'gateway-failed': {
      title: 'Temporary gateway error',
      why: 'A 5xx comes from WeChat’s gateway or a proxy in between.',
      todo: 'Try again in a while. If it only happens with a proxy, check the proxy.',
    },
    'not-json': {
      title: 'The response isn’t JSON',
      why: 'It most likely comes from a proxy, gateway or sign-in page, or was truncated.',
      todo: 'Log the raw response and its HTTP status before parsing it.',
    },
    'missing-field': {
      title: 'The response has no access_token',
      why: 'Errors contain only errcode and errmsg, and the HTTP status is still 200.',
      todo: 'Check errcode before access_token. Paste the raw response here to see why.',
    },
    'rid-only': {
      title: 'This is a WeChat request ID',
      why: 'Its first 8 digits are the time of the request. Only WeChat can read the rest.',
      todo: 'For 7 days, rid/get or the official diagnosis shows that request.',
    },
    success: {
      title: 'errcode 0 means success',
      why: 'This response contains no error.',
      todo: 'Successful responses with a token or IP list have no errcode at all.',
    },
  },
}
