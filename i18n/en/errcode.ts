import type { Translated } from '#i18n/translated.ts'
import type { errcode as source } from '#i18n/zh-CN/errcode.ts'

export const errcode: Translated<typeof source> = {
  unknown: {
    meaning: 'WeChat answered with an error',
    cause: 'This code is not in the catalogue here; the errmsg is all that is known.',
    todo: 'Look the rid up on the WeChat developer platform, or the code in the official list. It is not retried.',
  },
  'e-1': {
    meaning: 'WeChat was busy',
    cause: 'This passes within seconds as a rule and has nothing to do with the request.',
    todo: 'It was retried after pauses and stayed busy. Try again in a while.',
  },
  'e-1000': {
    meaning: 'WeChat had a system error',
    cause: 'Mostly a passing fault; sometimes a malformed request.',
    todo: 'It was retried once. If it stays, check the parameters in the raw exchange.',
  },
  e40001: {
    meaning: 'This access_token is no longer the latest',
    cause:
      'Another program fetched a classic token, a stable one was force-refreshed elsewhere, or it belongs to another account.',
    todo: 'With stable, the token is refetched and the call replayed once; with classic, fetch again yourself. If it keeps coming, find who else fetches tokens and move them to stable.',
  },
  'e40001-token': {
    meaning: 'The AppSecret is wrong',
    cause: 'On a token endpoint 40001 means an AppSecret that is wrong or belongs to another AppID.',
    todo: 'Check that AppID and AppSecret are a pair, then replace the secret. It is not retried.',
  },
  e40002: {
    meaning: 'The grant_type is invalid',
    cause: 'Its only value is client_credential.',
    todo: 'Check its spelling in your own program.',
  },
  e40013: {
    meaning: 'The AppID is invalid',
    cause: 'A typo, upper case, a hidden space, or the id of a mini program or of WeCom.',
    todo: 'Compare it with the developer platform: wx and 16 lower-case hex digits.',
  },
  e40014: {
    meaning: 'The access_token is invalid',
    cause: 'It is incomplete, or no access_token at all: a jsapi ticket or a web OAuth token, say.',
    todo: 'With stable, the token is refetched and the call replayed once; with classic, fetch again yourself.',
  },
  e40066: {
    meaning: 'This path does not exist',
    cause: 'A typo, a missing /cgi-bin, a doubled slash, or a host that does not serve this API.',
    todo: 'Compare the path with the documentation. With a custom origin, check the origin first.',
  },
  e40097: {
    meaning: 'A parameter is wrong',
    cause: 'The value of some parameter is not accepted.',
    todo: 'Open the raw exchange and compare it with the documentation.',
  },
  e40125: {
    meaning: 'The AppSecret is invalid',
    cause: 'It was reset since, or a character was lost or added when it was pasted.',
    todo: 'Copy the current 32 digits from the developer platform and replace it. A forgotten one can only be reset by the admin, which ends the old one at once.',
  },
  e40164: {
    meaning: 'WeChat refused this IP',
    cause:
      "The request came from an IP that is not on this account's whitelist: it may be on another account's, or your exit IP has changed.",
    todo: "Add the IP that WeChat saw to this account's whitelist and wait about 5 minutes. The admin or a bound developer must scan in. It is not retried.",
  },
  e40201: {
    meaning: 'The callback URL is invalid',
    cause: 'The account has no server URL yet, or not a valid one.',
    todo: 'Set the server URL on the developer platform first.',
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
    cause: 'API signing is switched on for this account, and this request was not signed.',
    todo: 'MP Console does not sign. The admin can switch signing off on the developer platform, or call from your own program.',
  },
  e40235: {
    meaning: 'The encryption is invalid',
    cause: 'API encryption is switched on for this account, and this request was not encrypted.',
    todo: 'MP Console does not encrypt. The admin can switch encryption off on the developer platform, or call from your own program.',
  },
  e40243: {
    meaning: 'The AppSecret is frozen',
    cause: 'The admin froze it on the developer platform.',
    todo: 'The admin can unfreeze it; that takes about 10 minutes and keeps the same value. It is not retried.',
  },
  e41001: {
    meaning: 'The access_token is missing',
    cause: 'It was empty, or sent in the body or a header instead of the query.',
    todo: 'Send access_token in the query of the URL.',
  },
  e41002: {
    meaning: 'The AppID is missing',
    cause: 'It was empty, or stable_token was called with a form or a query instead of JSON.',
    todo: 'In your own program, send appid and secret as a JSON body.',
  },
  e41004: {
    meaning: 'The AppSecret is missing',
    cause: 'The field has another name: token endpoints want secret, clear_quota/v2 wants appsecret.',
    todo: 'Check the name of the field and that it is not empty.',
  },
  e41018: {
    meaning: 'The component_appid is missing',
    cause: 'This API is for third-party platforms.',
    todo: "Use the Official Account's own API instead.",
  },
  e42001: {
    meaning: 'The access_token has expired',
    cause: 'Its life has run out.',
    todo: 'With stable, the token is refetched and the call replayed once; with classic, fetch again yourself. A program that stores tokens must renew them before expires_in is over.',
  },
  e42007: {
    meaning: 'The authorisation has ended',
    cause: 'The user changed their password, which ends web OAuth tokens.',
    todo: 'That user must authorise again. It has nothing to do with the access_token.',
  },
  e43001: {
    meaning: 'This API wants GET',
    cause: 'The method was another one.',
    todo: 'Use GET in your own program.',
  },
  e43002: {
    meaning: 'This API wants POST',
    cause: 'The method was another one.',
    todo: 'Use POST in your own program.',
  },
  e43003: {
    meaning: 'This API wants HTTPS',
    cause: 'The request went to port 80 in clear text, so a secret in it may have leaked.',
    todo: 'Use https. If it carried the AppSecret, the admin had better reset it.',
  },
  e44002: {
    meaning: 'The request body was empty',
    cause: 'The POST carried no body.',
    todo: 'Check in your own program that the body is really sent.',
  },
  e45009: {
    meaning: "Today's calls are used up",
    cause: 'Tokens were fetched again and again without a cache, or force-refreshed more than 20 times.',
    todo: 'It is open again tomorrow. Use stable and cache the token; clearing the quota works 10 times a month, so keep it for emergencies.',
  },
  e45011: {
    meaning: 'Too many calls in a minute',
    cause: 'A burst went over the limit per minute.',
    todo: 'Wait at least 60 seconds.',
  },
  e45035: {
    meaning: 'WeChat refused this IP',
    cause: "The request came from an IP that is not registered on this account's whitelist.",
    todo: "Add the IP that WeChat saw to this account's whitelist and wait about 5 minutes. The admin or a bound developer must scan in. It is not retried.",
  },
  e47001: {
    meaning: 'The request body is malformed',
    cause: 'It is not valid JSON.',
    todo: 'Check quotes, commas and encoding; send UTF-8.',
  },
  e48001: {
    meaning: 'The account may not use this API',
    cause: 'It is of another type or not verified, or the token belongs to another type of account.',
    todo: 'See the API permissions on the developer platform; the admin can apply for them. It is not retried.',
  },
  e48004: {
    meaning: 'This API is blocked for the account',
    cause: 'The account was restricted for a violation.',
    todo: 'The admin can read the notice on the MP platform and appeal. It is not retried.',
  },
  e48006: {
    meaning: 'No quota clearing is left',
    cause: 'An account can clear its quota 10 times a month.',
    todo: 'Wait for next month, or for the quota to return tomorrow.',
  },
  e50001: {
    meaning: 'The account has not been granted this API',
    cause: 'It has no authorisation to call it.',
    todo: 'The admin can check the permissions on the developer platform. It is not retried.',
  },
  e50002: {
    meaning: 'The account is restricted',
    cause: 'It may be frozen, cancelled or migrated; it is not your code.',
    todo: "The admin can see the account's state on the MP platform. It is not retried.",
  },
  e50004: {
    meaning: 'The account may not use an access_token',
    cause: 'It may have been punished, or frozen after long disuse.',
    todo: 'The admin can appeal or reactivate it on the MP platform. It is not retried.',
  },
  e50007: {
    meaning: 'The account is frozen',
    cause: 'That is the state of the account; it is not your code.',
    todo: 'The admin can see why and unfreeze it on the MP platform. It is not retried.',
  },
  e61004: {
    meaning: 'WeChat refused this IP',
    cause: "The request came from an IP that is not registered on this account's whitelist.",
    todo: "Add the IP that WeChat saw to this account's whitelist and wait about 5 minutes. The admin or a bound developer must scan in. It is not retried.",
  },
  e61007: {
    meaning: 'The third-party platform lacks this permission',
    cause: 'The account did not grant it that set of permissions.',
    todo: "The account's admin must authorise again with that set ticked.",
  },
  e61024: {
    meaning: 'This AppID is a third-party platform',
    cause: 'Such a platform gets its token from api_component_token.',
    todo: "Use the Official Account's own AppID, or the platform's flow.",
  },
  e76001: {
    meaning: 'This rid was not found',
    cause: "It is older than 7 days, or another account's.",
    todo: 'Use a rid of the last 7 days and of the same account.',
  },
  e76003: {
    meaning: 'The path is written wrongly',
    cause: 'cgi_path begins with a slash and has no host.',
    todo: 'Write it as /cgi-bin/….',
  },
  e76021: {
    meaning: 'There is no such path',
    cause: 'cgi_path is not the path of any API.',
    todo: 'Compare it with the documentation.',
  },
  e76022: {
    meaning: 'This path cannot be queried',
    cause: 'It does not belong to this type of token; none under /sns/ can be queried.',
    todo: "Use a path of this account's own APIs.",
  },
  e89501: {
    meaning: 'The admin has yet to confirm',
    cause: 'A call from an unknown IP has asked for confirmation already.',
    todo: 'Ask the admin to answer in WeChat, or whitelist the IP.',
  },
  e89502: {
    meaning: 'The admin has yet to confirm',
    cause: 'WeChat wants the admin to confirm calls from this IP first.',
    todo: 'Ask the admin to answer in WeChat, or whitelist the IP.',
  },
  e89503: {
    meaning: 'This call needs the admin to confirm',
    cause: 'It came from an unknown IP; WeChat has sent the admin a message.',
    todo: 'Ask the admin to confirm in WeChat, or whitelist the IP.',
  },
  e89504: {
    meaning: 'The admin has yet to confirm',
    cause: 'WeChat wants the admin to confirm calls from this IP first.',
    todo: 'Ask the admin to answer in WeChat, or whitelist the IP.',
  },
  e89505: {
    meaning: 'The admin has yet to confirm',
    cause: 'WeChat wants the admin to confirm calls from this IP first.',
    todo: 'Ask the admin to answer in WeChat, or whitelist the IP.',
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
