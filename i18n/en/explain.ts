import type { Translated } from '#i18n/translated.ts'
import type { explain as source } from '#i18n/zh-CN/explain.ts'

export const explain: Translated<typeof source> = {
  class: { network: 'Network', tls: 'TLS', proxy: 'Proxy', reply: 'Reply', wechat: 'WeChat', console: 'MP Console' },
  fact: { class: 'Kind', who: 'Who can act', again: 'Trying again', rid: 'rid', ip: 'The IP WeChat saw' },
  who: { you: 'You', admin: 'The account’s admin', wechat: 'Nobody here: wait for WeChat' },
  again: {
    helps: 'helps',
    later: 'helps in a while',
    'new-token': 'helps with a new token',
    'after-change': 'is no use until something changes',
    unknown: 'may or may not help',
  },
  show: 'Show the explanation',
  hide: 'Hide the explanation',
  doctor: 'Open the whitelist doctor',
  rid: {
    at: 'sent {{time}} ({{age}} ago)',
    findable: 'rid/get finds it until {{until}}',
    'too-old': 'older than 7 days, so rid/get no longer finds it',
    'not-yet': 'its time is still to come: another clock made it',
    copy: 'Copy rid',
    copied: 'rid copied',
    lookUp: 'Look it up with rid/get',
    diagnosis: 'Official diagnosis',
  },
  age: { seconds: '{{n}} s', minutes: '{{n}} min', hours: '{{n}} h', days: '{{n}} d {{h}} h' },
  code: {
    own: 'The same from your own code?',
    show: 'Compare the code',
    hide: 'Hide the code',
    wrong: 'Wrong',
    right: 'Right',
  },
  box: {
    title: 'Explain an error',
    why: 'Paste an error or a reply that your own code got. It is read on this computer, neither kept nor sent; what may be a secret turns into dots.',
    label: 'Error or reply',
    placeholder: 'e.g. {"errcode":40164,…}, getaddrinfo ENOTFOUND …, socket hang up, a rid',
    result: 'Explanation',
    nothing: 'Nothing known was found in it.',
    nothingWhy: 'Try the whole reply, or the lines with the error code.',
    clear: 'Clear',
  },
  topic: {
    'scheme-in-host': {
      title: 'The hostname has https:// in it',
      why: 'DNS is asked for the hostname as it stands, scheme included, and finds none. No connection was opened.',
      todo: 'Write the name alone; the https module is the scheme. Only a whole URL has https:// in front.',
    },
    'path-in-host': {
      title: 'The hostname has a path in it',
      why: 'DNS is asked for the hostname as it stands, slash included, and finds none. No connection was opened.',
      todo: 'Write the name alone as hostname, and the rest as path.',
    },
    'missing-end': {
      title: 'The connection closed without a single byte',
      why: 'Mostly an https.request without end(): Node holds the head back, and the server closes when it is tired of waiting.',
      todo: 'Call req.end(), or use https.get, which calls it itself. If it was called, try again and check for a proxy.',
    },
    'missing-scheme': {
      title: 'The URL lacks https://',
      why: 'A string has to be a whole URL. Only the hostname of an options object has no scheme.',
      todo: 'Put https:// in front of the host.',
    },
    'wrong-module': {
      title: 'The https module was given an http:// address',
      why: 'Module and scheme must agree. Nothing was sent.',
      todo: 'Write https:// in the address; WeChat takes no http.',
    },
    'plain-http': {
      title: 'The request went over plain http',
      why: 'On port 80 WeChat answers 43003 only, with HTTP 200; the secrets in the request have travelled in the clear.',
      todo: 'Use https. If the AppSecret was in it, have the admin reset it.',
    },
    chunked: {
      title: 'The gateway saw no Content-Length (412)',
      why: 'The body was sent chunked: write(), then end(), and no length given.',
      todo: 'Give a Content-Length in bytes, or write it all at once with end(body).',
    },
    'unescaped-path': {
      title: 'The path has a blank or Chinese characters in it',
      why: 'Node refuses characters that are not encoded; often a blank came along with a pasted AppID. Nothing was sent.',
      todo: 'Trim the value, and build the query with URLSearchParams.',
    },
    'plain-port': {
      title: 'That port does not speak TLS',
      why: 'A TLS handshake was begun with a plain port: the port or the proxy is mixed up.',
      todo: 'WeChat uses port 443. With a proxy, check whether it is an http or an https one.',
    },
    'no-listener': {
      title: 'Nobody listens for the error',
      why: 'A network error that nobody handles ends the whole process.',
      todo: 'Add an error listener to the request, then see which error it was.',
    },
    'form-body': {
      title: 'stable_token was not sent JSON',
      why: 'From a form or a query WeChat reads no appid, and answers 41002.',
      todo: 'Use JSON.stringify for the body.',
    },
    'name-not-found': {
      title: 'The host was not found',
      why: 'The name is misspelt, or this machine is offline or without DNS.',
      todo: 'Check the spelling, then network and DNS.',
    },
    'name-temporary': {
      title: 'The host could not be looked up for now',
      why: 'The DNS server did not answer; in containers, often none is set up.',
      todo: 'Try again in a while, and check the DNS settings.',
    },
    refused: {
      title: 'The connection was refused',
      why: 'Nothing serves that port, or a firewall turned it away. At 127.0.0.1 it is mostly a proxy that is not running.',
      todo: 'Check host, port and proxy.',
    },
    'timed-out': {
      title: 'Time ran out',
      why: 'There was no connection, or no reply, within the limit.',
      todo: 'Check the way out, firewall and proxy; allow 5 to 10 seconds and try once more.',
    },
    reset: {
      title: 'The connection was reset',
      why: 'Often an idle connection was used again that the server had closed; a proxy or firewall can do it, too.',
      todo: 'Try again on a new connection. If it keeps happening, check proxy, VPN and firewall.',
    },
    certificate: {
      title: 'The certificate was not accepted',
      why: 'A proxy decrypts on the way and its CA is not trusted here, or the system clock is wrong.',
      todo: 'Trust the company’s CA, or go around the proxy. Do not switch verification off: the AppSecret would go to whoever is between.',
    },
    proxy: {
      title: 'The proxy did not let it through',
      why: 'It wants a sign-in, or refuses the tunnel. WeChat never saw the request.',
      todo: 'Check the proxy’s address and sign-in, and whether it allows api.weixin.qq.com:443.',
    },
    'gateway-refused': {
      title: 'The HTTP status was not 200',
      why: 'WeChat’s own errors come with 200, so this most likely comes from a gateway or a proxy.',
      todo: 'Check address, method and proxy, then read the reply.',
    },
    'gateway-failed': {
      title: 'The gateway failed for now',
      why: 'A 5xx comes from WeChat’s gateway or a proxy on the way.',
      todo: 'Try again in a while. If it comes with a proxy only, check the proxy.',
    },
    'not-json': {
      title: 'The reply was not JSON',
      why: 'It most likely comes from a proxy, a gateway or a sign-in page, or was cut short.',
      todo: 'Print the raw reply and its HTTP status before it is parsed.',
    },
    'missing-field': {
      title: 'The reply has no access_token',
      why: 'A refusal holds errcode and errmsg only, and its HTTP status is 200 all the same.',
      todo: 'Look at errcode before access_token; paste the raw reply here to see why.',
    },
    'rid-only': {
      title: 'This is a request id of WeChat',
      why: 'Its first 8 digits are the time of the request; the rest means something to WeChat only.',
      todo: 'For 7 days, rid/get or the official diagnosis shows that request.',
    },
    success: {
      title: 'errcode 0 means success',
      why: 'There is no error in this reply.',
      todo: 'Good replies with a token or an IP list have no errcode at all.',
    },
  },
}
