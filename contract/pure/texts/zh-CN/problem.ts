/**
 * One entry per problem code (checked in `contract/problem.test.ts`). `short` is the word of a row; the rest says what
 * happened, why, and what to do; `reasons` stand in place of `why`, by the problem's `reason`. Blanks are the problem's own fields, but for `{{phase}}`, the word of the phase
 * (`exchange.phase`), and `{{limit}}`, the limit as a person writes it (`10.0 s`, `4.0 MiB`, a number of pages).
 */
export const problem = {
  'dns-not-found': {
    short: 'DNS',
    title: '找不到 {{host}}',
    why: 'DNS 没有这个域名的记录：域名写错，或者这台电脑没有联网。',
    todo: '核对域名里没有 https:// 和路径，再检查网络。什么都没有发出。',
  },
  'dns-temporary': {
    short: 'DNS',
    title: '暂时查不到 {{host}} 的地址',
    why: 'DNS 服务器没有回答，多为网络刚断开或正在切换。',
    todo: '确认网络正常后再试。什么都没有发出。',
  },
  'connection-refused': {
    short: '拒绝连接',
    title: '{{host}} 拒绝连接',
    why: '对方的这个端口没有服务，或者被防火墙拦下。',
    todo: '核对接口地址与端口，检查代理与防火墙。什么都没有发出。',
  },
  'connection-reset': {
    short: '连接重置',
    title: '连接被中断',
    why: '{{host}} 或中途的设备在「{{phase}}」阶段断开了连接。',
    todo: '再试一次。反复出现时，检查代理、VPN 与防火墙。',
  },
  timeout: {
    short: '超时',
    title: '{{limit}} 内没有完成',
    why: '时间用完时停在「{{phase}}」阶段，对方是 {{host}}。',
    todo: '检查网络后再试；网络慢时，在设置里放宽时限。',
  },
  tls: {
    short: 'TLS',
    title: '无法与 {{host}} 建立安全连接',
    why: '证书或 TLS 握手没有通过（{{reason}}）。可能有代理在中间解密，也可能端口不是 HTTPS。',
    todo: '核对地址、代理与系统时间。证书没有通过，密钥就不会发出。',
  },
  network: {
    short: '网络',
    title: '连不上 {{host}}',
    why: '系统报告了网络错误（{{reason}}）。',
    todo: '检查网络、VPN 与代理后再试。',
  },
  'redirect-refused': {
    short: '重定向',
    title: '拒绝了重定向（{{status}}）',
    why: '对方要求转到 {{location}}。带着密钥的请求从不跟随重定向。',
    todo: '微信的接口不会重定向。核对接口地址，检查代理或登录认证页。',
  },
  'http-status': {
    short: 'HTTP',
    title: 'HTTP 状态不是 200（{{status}}）',
    why: '响应里没有 errcode，多半来自网关或代理。412 表示网关没有收到 Content-Length。',
    todo: '打开原始请求查看响应。5xx 可以稍后再试，其他状态再试结果一样。',
  },
  'not-http': {
    short: '非 HTTP',
    title: '对方回的不是 HTTP',
    why: '收到的字节不符合 HTTP/1.1，可能连到了别的服务。',
    todo: '核对接口地址与端口，检查代理。',
  },
  'bad-encoding': {
    short: '编码',
    title: '无法解码响应（{{encoding}}）',
    why: '响应声明了这种压缩，内容却解不开。请求本来要求不压缩。',
    todo: '检查中途的代理。压缩前的原文只记录大小与 SHA-256。',
  },
  truncated: {
    short: '截断',
    title: '响应不完整',
    why: '收到 {{receivedBytes}} 字节后就结束了，后面的没有到。',
    todo: '再试一次。已收到的部分在原始请求里，不会当作 token 使用。',
  },
  'not-json': {
    short: '非 JSON',
    title: '响应不是 JSON',
    why: '微信的接口只回 JSON，这多半是代理、网关或登录认证页的内容。',
    todo: '打开原始请求看看是谁回的，再检查代理与接口地址。',
  },
  'wrong-shape': {
    short: '格式不符',
    title: '响应的格式不符（{{field}}）',
    why: '是 JSON，但 {{field}} 缺失或类型不对。',
    todo: '打开原始请求查看响应。接口地址是自建转发时，核对它有没有改动内容。',
  },
  'too-large': {
    short: '过大',
    title: '响应超过 {{limit}}',
    why: '微信的这些响应只有几百字节，过大的内容没有再接收。',
    todo: '打开原始请求看看是谁回的，再核对接口地址。',
  },
  'empty-token': {
    short: '空 token',
    title: '响应里的 access_token 是空的',
    why: '没有 errcode，却也没有可用的 token。',
    todo: '再获取一次。接口地址是自建转发时，核对它的日志。',
  },
  'bad-expires-in': {
    short: '有效期',
    title: 'expires_in 不可用',
    why: '它缺失、不是正整数，或超过 31 天，无法知道 token 何时过期。',
    todo: '打开原始请求查看响应。这个 token 没有保存。',
  },
  wechat: {
    short: 'errcode',
    title: '微信返回了错误（{{errcode}}）',
    why: '{{errmsg}}',
    todo: '打开原始请求查看全文。',
  },
  'secret-needed': {
    short: '缺密钥',
    title: '需要 AppSecret',
    why: '本机没有这个账号的密钥。',
    todo: '粘贴 AppSecret 后继续，账号与记录都还在。',
    reasons: {
      'never-entered': '这个账号还没有填过密钥。',
      'memory-only': '这里的密钥只存在内存里，程序退出后就没有了。',
      'cannot-decrypt': '密钥还在，但系统的密钥环现在解不开它。它会保留，不会删除。',
    },
  },
  'account-not-found': {
    short: '无此账号',
    title: '账号已不存在',
    why: '它可能刚在另一个窗口里删除。',
    todo: '从左侧另选一个账号。',
  },
  'exchange-not-found': {
    short: '无此记录',
    title: '这条请求记录已不存在',
    why: '只保留最近 500 条，或者它已随账号删除。',
    todo: '从列表里另选一条。',
  },
  'no-token': {
    short: '无 token',
    title: '还没有 token',
    why: '这个账号没有可用的 token，无从显示或复制。',
    todo: '先获取 token。',
  },
  'origin-invalid': {
    short: '地址',
    title: '接口地址不可用',
    why: '它不是一个可以发送密钥的地址。',
    todo: '只写协议、域名与端口，例如 https://wx.example.com。',
    reasons: {
      'not-a-url': '它不是网址：要以 https:// 开头，后面是域名。',
      'has-path': '它带有路径、查询参数或 #。路径由 MP Console 自己加上，请删去域名之后的部分。',
      'has-credentials': '它带有用户名或密码，请删去 @ 之前的部分。',
      'http-not-loopback': 'AppSecret 不会走明文 HTTP；只有本机地址（127.0.0.1、localhost）可以用 http。',
      'is-appid': '这是 AppID，应填在 AppID 一栏。',
    },
  },
  'confirm-origin': {
    short: '待确认',
    title: '密钥将发往 {{origin}}',
    why: '它不是微信的官方域名。AppSecret 与 access_token 都会发给它。',
    todo: '确认它由你掌控，再继续。',
  },
  'confirm-classic': {
    short: '待确认',
    title: '普通版要先确认',
    why: '获取普通版会作废现有的 token；仍用它的服务，5 分钟后会收到 40001。',
    todo: '改用稳定版最稳妥；确要获取，请按「获取 token」并确认。',
  },
  cancelled: {
    short: '已取消',
    title: '已取消',
    why: '请求在完成前被取消。已经发出的部分，微信可能仍会处理。',
    todo: '需要时再发起一次。',
  },
  'sandbox-unavailable': {
    short: '沙盒',
    title: '沙盒没有运行',
    why: '本机模拟的微信没有启动，或者刚刚停止。',
    todo: '稍等再试；仍不行时重新启动 MP Console，详情在日志里。',
  },
  'read-only': {
    short: '只读',
    title: '现在只能查看',
    why: '数据正被另一个 MP Console 使用，或由更新的版本写入。',
    todo: '关闭另一个，或更新 MP Console，再重新启动。',
  },
  'too-many-pages': {
    short: '页面过多',
    title: '已有 {{limit}} 个页面打开',
    why: '浏览器对同一地址的连接有限，再多就会互相等待。',
    todo: '关闭一个，或由这一页接管最早的那个。',
  },
  'host-declined': {
    short: '不支持',
    title: '这里做不到（{{capability}}）',
    why: '当前运行方式没有这项能力，或者系统拒绝了它。',
    todo: '在桌面版里可以使用。',
  },
} as const
