/** What an errcode means, why it comes, what to do and who can. Chosen by `errcodeKey`. */
export const errcode = {
  unknown: {
    meaning: '微信返回了错误',
    cause: '控制台不认识这个错误码，以 errmsg 原文为准。',
    todo: '用 rid 到微信开发者平台诊断，或对照官方错误码文档。不会自动重试。',
  },
  'e-1': {
    meaning: '微信系统繁忙',
    cause: '通常几秒内恢复，与请求内容无关。',
    todo: '已自动等待并重试，仍未恢复。过一会儿再试。',
  },
  'e-1000': {
    meaning: '微信系统错误',
    cause: '多为暂时故障，也可能是请求参数不对。',
    todo: '已自动重试一次。仍出现时，查看原文核对参数。',
  },
  e40001: {
    meaning: '这个 access_token 已不是最新',
    cause: '其他程序获取了普通版 token、在别处强制刷新了稳定版，或者它属于另一个公众号。',
    todo: '稳定版会自动重取、重发各一次；普通版要由你再次获取。接连出现时，找出还有谁在获取 token，建议全部改用稳定版。',
  },
  'e40001-token': {
    meaning: 'AppSecret 不对',
    cause: '在获取 token 的接口上，40001 表示 AppSecret 有误，或不属于这个 AppID。',
    todo: '核对 AppID 与 AppSecret 是否成对，再更换 AppSecret。不会自动重试。',
  },
  e40002: {
    meaning: 'grant_type 无效',
    cause: '它的值只能是 client_credential。',
    todo: '在你自己的程序里核对这个参数的拼写。',
  },
  e40013: {
    meaning: 'AppID 无效',
    cause: '常见于抄写错误、大小写或看不见的空格，或者用了小程序、企业微信的 ID。',
    todo: '与微信开发者平台上的 AppID 逐字核对：wx 加 16 位小写十六进制字符。',
  },
  e40014: {
    meaning: 'access_token 无效',
    cause: '它不完整，或者根本不是 access_token，例如 jsapi ticket 或网页授权的 token。',
    todo: '稳定版会自动重取、重发各一次；普通版要由你再次获取。',
  },
  e40066: {
    meaning: '接口路径不存在',
    cause: '路径拼错、漏了 /cgi-bin 或多了斜杠，也可能这个域名不提供该接口。沙盒只模拟了部分接口。',
    todo: '对照接口文档核对路径。用了自定义 API 域名时，先核对域名。',
  },
  e40097: {
    meaning: '参数错误',
    cause: '某个参数的值不符合要求。',
    todo: '查看原文，对照接口文档逐项核对。',
  },
  e40125: {
    meaning: 'AppSecret 无效',
    cause: 'AppSecret 被重置过，或粘贴时少了、多了字符。',
    todo: '从微信开发者平台复制当前的 32 位 AppSecret 并更换。忘记了只能由管理员重置，重置后旧的立即失效。',
  },
  e40164: {
    meaning: '微信拒绝了这个 IP',
    cause: '发出请求的 IP 不在这个公众号的白名单里：可能加到了别的公众号，或者出口 IP 变了。',
    todo: '把微信看到的 IP 加入这个公众号的白名单，等约 5 分钟再试。需要管理员或绑定的开发者扫码。不会自动重试。',
  },
  e40201: {
    meaning: '回调地址无效',
    cause: '公众号还没有设置回调地址，或者它不合规。',
    todo: '先在微信开发者平台设置回调地址。',
  },
  e40202: {
    meaning: 'action 无效',
    cause: '它只能是 all、dns 或 ping。',
    todo: '核对请求正文里的 action。',
  },
  e40203: {
    meaning: 'check_operator 无效',
    cause: '它只能是 CHINANET、UNICOM、CAP 或 DEFAULT。',
    todo: '核对请求正文里的 check_operator。',
  },
  e40234: {
    meaning: '签名无效',
    cause: '公众号开启了 API 签名，而这个请求没有签名。',
    todo: 'MP Console 不支持签名调用。由管理员在微信开发者平台关闭 API 签名，或用你自己的程序调用。',
  },
  e40235: {
    meaning: '加密无效',
    cause: '公众号开启了 API 加密，而这个请求没有加密。',
    todo: 'MP Console 不支持加密调用。由管理员在微信开发者平台关闭 API 加密，或用你自己的程序调用。',
  },
  e40243: {
    meaning: 'AppSecret 已冻结',
    cause: '管理员在微信开发者平台冻结了它。',
    todo: '由管理员解冻，约 10 分钟后生效，密钥本身不变。不会自动重试。',
  },
  e41001: {
    meaning: '缺少 access_token',
    cause: '它是空的，或者放进了请求正文、请求头，没有放在查询参数里。',
    todo: '把 access_token 放进 URL 的查询参数。',
  },
  e41002: {
    meaning: '缺少 AppID',
    cause: '它是空的，或者 stable_token 的参数按表单、查询参数发送，没有按 JSON 发送。',
    todo: '在你自己的程序里，用 JSON 请求正文发送 appid 与 secret。',
  },
  e41004: {
    meaning: '缺少 AppSecret',
    cause: '字段名不对：获取 token 用 secret，clear_quota/v2 用 appsecret。',
    todo: '核对字段名，并确认值不为空。',
  },
  e41018: {
    meaning: '缺少 component_appid',
    cause: '这是第三方平台的接口。',
    todo: '公众号请改用自己的接口。',
  },
  e42001: {
    meaning: 'access_token 已过期',
    cause: '它的有效期已经走完。',
    todo: '稳定版会自动重取、重发各一次；普通版要由你再次获取。自己保存 token 的程序，要按 expires_in 提前更新。',
  },
  e42007: {
    meaning: '授权已失效',
    cause: '用户改了密码，网页授权的 token 随之失效。',
    todo: '由这位用户重新授权。它与 access_token 无关。',
  },
  e43001: {
    meaning: '这个接口要用 GET',
    cause: '请求方法不对。',
    todo: '在你自己的程序里改用 GET。',
  },
  e43002: {
    meaning: '这个接口要用 POST',
    cause: '请求方法不对。',
    todo: '在你自己的程序里改用 POST。',
  },
  e43003: {
    meaning: '这个接口要用 HTTPS',
    cause: '请求走了明文的 80 端口，其中的密钥可能已经泄露。',
    todo: '改用 https。若带过 AppSecret，建议由管理员重置。',
  },
  e44002: {
    meaning: '请求正文是空的',
    cause: 'POST 没有带上正文。',
    todo: '在你自己的程序里核对请求正文是否真的发出。',
  },
  e45009: {
    meaning: '今天的额度已用完',
    cause: '这个接口达到了每天的上限。获取 token 的接口多因没有缓存而反复获取，或强制刷新超过 20 次。',
    todo: '明天恢复。缓存 token 并使用稳定版；清零额度每月只有 10 次，留给线上故障。',
  },
  e45011: {
    meaning: '一分钟内调用太多',
    cause: '短时间内的请求超过了每分钟的上限。',
    todo: '至少等 60 秒再试。',
  },
  e45035: {
    meaning: '微信拒绝了这个 IP',
    cause: '发出请求的 IP 没有登记在这个公众号的白名单里。',
    todo: '把微信看到的 IP 加入这个公众号的白名单，等约 5 分钟再试。需要管理员或绑定的开发者扫码。不会自动重试。',
  },
  e47001: {
    meaning: '请求正文格式错误',
    cause: '它不是合法的 JSON。',
    todo: '核对引号、逗号与编码，按 UTF-8 发送。',
  },
  e48001: {
    meaning: '公众号没有这个接口的权限',
    cause: '公众号类型不符、尚未认证，或 token 属于别的类型的公众号。',
    todo: '在微信开发者平台查看接口权限。认证或开通要由管理员办理。不会自动重试。',
  },
  e48004: {
    meaning: '接口已被封禁',
    cause: '公众号因违规被限制调用。',
    todo: '由管理员查看公众平台的通知并申诉。不会自动重试。',
  },
  e48006: {
    meaning: '清零次数已用完',
    cause: '每个公众号每月只能清零 10 次。',
    todo: '等到下个月，或等额度在次日恢复。',
  },
  e50001: {
    meaning: '用户或公众号未授权这个接口',
    cause: '公众号没有获得调用它的授权。',
    todo: '由管理员在微信开发者平台核对权限。不会自动重试。',
  },
  e50002: {
    meaning: '公众号受限',
    cause: '公众号可能被冻结、注销或已迁移，与代码无关。',
    todo: '由管理员登录公众平台查看公众号状态。不会自动重试。',
  },
  e50004: {
    meaning: '公众号不能使用 access_token',
    cause: '公众号可能受过处罚，或者长期未用被冻结。',
    todo: '由管理员登录公众平台申诉或激活。不会自动重试。',
  },
  e50007: {
    meaning: '公众号已冻结',
    cause: '这是公众号的状态，与代码无关。',
    todo: '由管理员登录公众平台查看原因并解冻。不会自动重试。',
  },
  e61004: {
    meaning: '微信拒绝了这个 IP',
    cause: '发出请求的 IP 没有登记在这个公众号的白名单里。',
    todo: '把微信看到的 IP 加入这个公众号的白名单，等约 5 分钟再试。需要管理员或绑定的开发者扫码。不会自动重试。',
  },
  e61007: {
    meaning: '第三方平台没有这个权限',
    cause: '公众号没有把对应的权限集授权给第三方平台。',
    todo: '由公众号管理员重新授权，并勾选需要的权限集。',
  },
  e61024: {
    meaning: '这是第三方平台的 AppID',
    cause: '第三方平台要用 api_component_token 获取 token。',
    todo: '改用公众号自己的 AppID，或走第三方平台的流程。',
  },
  e76001: {
    meaning: '查不到这个 rid',
    cause: '它超过 7 天，或者不属于这个公众号。',
    todo: '用 7 天内、同一个公众号的 rid 再查。',
  },
  e76003: {
    meaning: '接口路径的写法不对',
    cause: 'cgi_path 要以斜杠开头，不能带域名。',
    todo: '改成 /cgi-bin/… 的形式。',
  },
  e76021: {
    meaning: '没有这个接口路径',
    cause: 'cgi_path 不对应任何接口。',
    todo: '对照接口文档核对路径。',
  },
  e76022: {
    meaning: '不能查询这个接口',
    cause: '这类 token 不拥有该路径；/sns/ 开头的都不能查。',
    todo: '换用这个公众号自己的接口路径。',
  },
  e89501: {
    meaning: '正在等管理员确认',
    cause: '陌生 IP 的调用已请求确认，尚未处理。',
    todo: '请管理员在微信里处理，或把 IP 加入白名单。',
  },
  e89502: {
    meaning: '正在等管理员确认',
    cause: '微信要管理员先确认这个 IP 的调用。',
    todo: '请管理员在微信里处理，或把 IP 加入白名单。',
  },
  e89503: {
    meaning: '这次调用要管理员确认',
    cause: '请求来自陌生的 IP，微信已给管理员发了消息。',
    todo: '请管理员在微信里确认，或把 IP 加入白名单。',
  },
  e89504: {
    meaning: '正在等管理员确认',
    cause: '微信要管理员先确认这个 IP 的调用。',
    todo: '请管理员在微信里处理，或把 IP 加入白名单。',
  },
  e89505: {
    meaning: '正在等管理员确认',
    cause: '微信要管理员先确认这个 IP 的调用。',
    todo: '请管理员在微信里处理，或把 IP 加入白名单。',
  },
  e89506: {
    meaning: '这个 IP 被禁用 24 小时',
    cause: '管理员多次拒绝了它的调用。',
    todo: '24 小时后再试，或请管理员把 IP 加入白名单。',
  },
  e89507: {
    meaning: '这个 IP 被禁用 1 小时',
    cause: '管理员拒绝了它的调用。',
    todo: '1 小时后再试，或请管理员把 IP 加入白名单。',
  },
} as const
