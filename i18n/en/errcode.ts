import type { Translated } from '#i18n/translated.ts'
import type { errcode as source } from '#i18n/zh-CN/errcode.ts'

export const errcode: Translated<typeof source> = {
  unknown: {
    meaning: 'WeChat returned an error',
    cause: 'MP Console doesn’t know this code. The errmsg is all the information there is.',
    todo: 'Look up the rid on the WeChat developer platform, or the code in the official list. It isn’t retried.',
  },
  'e-1': {
    meaning: 'WeChat is busy',
    cause: 'This usually passes within seconds and has nothing to do with the request.',
    todo: 'It was retried after pauses and is still busy. Try again in a while.',
  },
  'e-1000': {
    meaning: 'WeChat system error',
    cause: 'Usually a temporary fault, sometimes a malformed request.',
    todo: 'It was retried once. If it persists, view the request and check its parameters.',
  },
  e40001: {
    meaning: 'This access_token is no longer the latest',
    cause:
      'Another program fetched a classic token, a stable one was force-refreshed elsewhere, or the token belongs to another account.',
    todo: 'With stable, the token is refetched and the call replayed once. With classic, fetch again yourself. If it keeps happening, find out who else fetches tokens and move them to stable.',
  },
  'e40001-token': {
    meaning: 'The AppSecret is wrong',
    cause: 'On a token endpoint, 40001 means that the AppSecret is wrong or belongs to another AppID.',
    todo: 'Check that AppID and AppSecret belong together, then replace the AppSecret. It isn’t retried.',
  },
  e40002: {
    meaning: 'The grant_type is invalid',
    cause: 'The only valid value is client_credential.',
    todo: 'Check the spelling in your own code.',
  },
  e40013: {
    meaning: 'The AppID is invalid',
    cause: 'A typo, uppercase letters, a hidden space, or the ID of a mini program or WeCom.',
    todo: 'Compare it with the developer platform: wx and 16 lowercase hex digits.',
  },
  e40014: {
    meaning: 'The access_token is invalid',
    cause: 'It’s incomplete, or not an access_token at all, such as a jsapi ticket or a web OAuth token.',
    todo: 'With stable, the token is refetched and the call replayed once. With classic, fetch again yourself.',
  },
  e40066: {
    meaning: 'This path doesn’t exist',
    cause:
      'A typo, a missing /cgi-bin, a doubled slash, or a host that doesn’t offer this API. The sandbox imitates only some APIs.',
    todo: 'Compare the path with the documentation. With a custom host, check the host first.',
  },
  e40097: {
    meaning: 'A parameter is invalid',
    cause: 'The value of a parameter isn’t accepted.',
    todo: 'View the request and compare it with the documentation.',
  },
  e40125: {
    meaning: 'The AppSecret is invalid',
    cause: 'It was reset, or a character was lost or added when it was pasted.',
    todo: 'Copy the current 32 characters from the developer platform and replace it. A forgotten AppSecret can only be reset by the admin, which invalidates the old one at once.',
  },
  e40164: {
    meaning: 'WeChat refused this IP',
    cause:
      'The request came from an IP that isn’t on this account’s whitelist. It may be on another account’s, or your egress IP has changed.',
    todo: 'Add the IP that WeChat saw to this account’s whitelist and wait about 5 minutes. The admin or a bound developer must scan a QR code. It isn’t retried.',
  },
  e40201: {
    meaning: 'The callback URL is invalid',
    cause: 'The account has no callback URL yet, or an invalid one.',
    todo: 'Set the callback URL on the developer platform first.',
  },
  e40202: {
    meaning: 'The action is invalid',
    cause: 'It must be all, dns or ping.',
    todo: 'Check action in the request body.',
  },
  e40203: {
    meaning: 'The check_operator is invalid',
    cause: 'It must be CHINANET, UNICOM, CAP or DEFAULT.',
    todo: 'Check check_operator in the request body.',
  },
  e40234: {
    meaning: 'The signature is invalid',
    cause: 'API signing is turned on for this account, and this request wasn’t signed.',
    todo: 'MP Console doesn’t sign requests. The admin can turn off signing on the developer platform, or you can call from your own code.',
  },
  e40235: {
    meaning: 'The encryption is invalid',
    cause: 'API encryption is turned on for this account, and this request wasn’t encrypted.',
    todo: 'MP Console doesn’t encrypt requests. The admin can turn off encryption on the developer platform, or you can call from your own code.',
  },
  e40243: {
    meaning: 'The AppSecret is frozen',
    cause: 'The admin froze it on the developer platform.',
    todo: 'The admin can unfreeze it. That takes about 10 minutes and keeps the same value. It isn’t retried.',
  },
  e41001: {
    meaning: 'The access_token is missing',
    cause: 'It was empty, or sent in the body or a header instead of the query.',
    todo: 'Send access_token in the query of the URL.',
  },
  e41002: {
    meaning: 'The AppID is missing',
    cause: 'It was empty, or stable_token was called with a form or a query instead of JSON.',
    todo: 'In your own code, send appid and secret as a JSON body.',
  },
  e41004: {
    meaning: 'The AppSecret is missing',
    cause: 'The field name is different: token endpoints expect secret, clear_quota/v2 expects appsecret.',
    todo: 'Check the field name and that it isn’t empty.',
  },
  e41018: {
    meaning: 'The component_appid is missing',
    cause: 'This API is for third-party platforms.',
    todo: 'Use the Official Account’s own API instead.',
  },
  e42001: {
    meaning: 'The access_token has expired',
    cause: 'Its lifetime is over.',
    todo: 'With stable, the token is refetched and the call replayed once. With classic, fetch again yourself. Programs that store tokens must renew them before expires_in runs out.',
  },
  e42007: {
    meaning: 'The authorization is no longer valid',
    cause: 'The user changed their password, which invalidates web OAuth tokens.',
    todo: 'That user must authorize again. It has nothing to do with the access_token.',
  },
  e43001: {
    meaning: 'This API requires GET',
    cause: 'A different method was used.',
    todo: 'Use GET in your own code.',
  },
  e43002: {
    meaning: 'This API requires POST',
    cause: 'A different method was used.',
    todo: 'Use POST in your own code.',
  },
  e43003: {
    meaning: 'This API requires HTTPS',
    cause: 'The request went to port 80 in plain text, so any secret in it may have leaked.',
    todo: 'Use https. If it contained the AppSecret, the admin should reset it.',
  },
  e44002: {
    meaning: 'The request body is empty',
    cause: 'The POST had no body.',
    todo: 'Check in your own code that the body is really sent.',
  },
  e45009: {
    meaning: 'Today’s quota is used up',
    cause:
      'This API reached its daily limit. For token endpoints: tokens were fetched repeatedly without caching, or force-refreshed more than 20 times.',
    todo: 'The quota resets tomorrow. Cache tokens and use stable. You can reset quotas 10 times a month, so save that for emergencies.',
  },
  e45011: {
    meaning: 'Too many calls within a minute',
    cause: 'A burst exceeded the limit per minute.',
    todo: 'Wait at least 60 seconds.',
  },
  e45035: {
    meaning: 'WeChat refused this IP',
    cause: 'The request came from an IP that isn’t registered on this account’s whitelist.',
    todo: 'Add the IP that WeChat saw to this account’s whitelist and wait about 5 minutes. The admin or a bound developer must scan a QR code. It isn’t retried.',
  },
  e47001: {
    meaning: 'The request body is malformed',
    cause: 'It isn’t valid JSON.',
    todo: 'Check quotes, commas and encoding. Send UTF-8.',
  },
  e48001: {
    meaning: 'The account may not use this API',
    cause: 'The account is of another type or not verified, or the token belongs to another type of account.',
    todo: 'Check the API permissions on the developer platform. The admin can apply for them. It isn’t retried.',
  },
  e48004: {
    meaning: 'This API is blocked for the account',
    cause: 'The account was restricted for a violation.',
    todo: 'The admin can read the notice on the MP platform and appeal. It isn’t retried.',
  },
  e48006: {
    meaning: 'No quota resets left',
    cause: 'An account can reset its quota 10 times a month.',
    todo: 'Wait until next month, or until the quota resets tomorrow.',
  },
  e50001: {
    meaning: 'The user or account didn’t authorize this API',
    cause: 'The account has no authorization to call it.',
    todo: 'The admin can check the permissions on the developer platform. It isn’t retried.',
  },
  e50002: {
    meaning: 'The account is restricted',
    cause: 'It may be frozen, canceled or migrated. It’s not your code.',
    todo: 'The admin can see the account’s state on the MP platform. It isn’t retried.',
  },
  e50004: {
    meaning: 'The account may not use an access_token',
    cause: 'It may have been penalized, or frozen after a long time without use.',
    todo: 'The admin can appeal or reactivate it on the MP platform. It isn’t retried.',
  },
  e50007: {
    meaning: 'The account is frozen',
    cause: 'This is the state of the account. It’s not your code.',
    todo: 'The admin can see why and unfreeze it on the MP platform. It isn’t retried.',
  },
  e61004: {
    meaning: 'WeChat refused this IP',
    cause: 'The request came from an IP that isn’t registered on this account’s whitelist.',
    todo: 'Add the IP that WeChat saw to this account’s whitelist and wait about 5 minutes. The admin or a bound developer must scan a QR code. It isn’t retried.',
  },
  e61007: {
    meaning: 'The third-party platform lacks this permission',
    cause: 'The account didn’t grant it that permission set.',
    todo: 'The account’s admin must authorize again with that set selected.',
  },
  e61024: {
    meaning: 'This AppID is a third-party platform',
    cause: 'Third-party platforms get their token from api_component_token.',
    todo: 'Use the Official Account’s own AppID, or the platform’s flow.',
  },
  e76001: {
    meaning: 'This rid wasn’t found',
    cause: 'It’s older than 7 days, or belongs to another account.',
    todo: 'Use a rid of the same account from the last 7 days.',
  },
  e76003: {
    meaning: 'The path is malformed',
    cause: 'cgi_path must start with a slash and have no host.',
    todo: 'Write it as /cgi-bin/….',
  },
  e76021: {
    meaning: 'This path doesn’t exist',
    cause: 'cgi_path isn’t the path of any API.',
    todo: 'Compare it with the documentation.',
  },
  e76022: {
    meaning: 'This path can’t be queried',
    cause: 'It doesn’t belong to this type of token. Paths under /sns/ can’t be queried.',
    todo: 'Use the path of one of this account’s own APIs.',
  },
  e89501: {
    meaning: 'Waiting for the admin to confirm',
    cause: 'A call from an unknown IP has already asked for confirmation.',
    todo: 'Ask the admin to respond in WeChat, or whitelist the IP.',
  },
  e89502: {
    meaning: 'Waiting for the admin to confirm',
    cause: 'WeChat requires the admin to confirm calls from this IP first.',
    todo: 'Ask the admin to respond in WeChat, or whitelist the IP.',
  },
  e89503: {
    meaning: 'This call needs the admin’s confirmation',
    cause: 'It came from an unknown IP. WeChat has sent the admin a message.',
    todo: 'Ask the admin to confirm in WeChat, or whitelist the IP.',
  },
  e89504: {
    meaning: 'Waiting for the admin to confirm',
    cause: 'WeChat requires the admin to confirm calls from this IP first.',
    todo: 'Ask the admin to respond in WeChat, or whitelist the IP.',
  },
  e89505: {
    meaning: 'Waiting for the admin to confirm',
    cause: 'WeChat requires the admin to confirm calls from this IP first.',
    todo: 'Ask the admin to respond in WeChat, or whitelist the IP.',
  },
  e89506: {
    meaning: 'This IP is blocked for 24 hours',
    cause: 'The admin refused its calls several times.',
    todo: 'Try again after 24 hours, or ask the admin to whitelist the IP.',
  },
  e89507: {
    meaning: 'This IP is blocked for 1 hour',
    cause: 'The admin refused its call.',
    todo: 'Try again after 1 hour, or ask the admin to whitelist the IP.',
  },
}
