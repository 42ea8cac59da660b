export const host = {
  connecting: '正在连接…',
  lost: '与控制台的连接断了，正在重试。剩余时间可能不准。',
  lostAtStart: '控制台没有回应，正在重试。',
  noKey: {
    title: '这个页面没有会话密钥',
    why: '每个页面都要用自己的网址打开。关掉页面、复制标签页、重启控制台或离开太久之后，要换一个新的。',
  },
  ticketDead: {
    title: '这个网址已经用过，或已过期',
    why: '一个网址只能打开一次，10 分钟内有效。如果不是你打开的，说明被别人用了：先重启控制台。',
  },
  getAddress:
    '在运行控制台的终端里按回车（或运行 kill -USR2 加它的进程号），它会打印新的网址；也可以在还开着的页面里选「在另一台设备打开…」。然后打开新的网址。',
  tooMany: {
    title: '打开的页面太多',
    why: '控制台同时最多服务 4 个页面。',
    todo: '关掉一个，或让这个页面接替最早打开的那个。',
    takeOver: '接替最早的页面',
  },
  takenOver: {
    title: '另一个页面接替了这里',
    why: '控制台同时最多服务 4 个页面。',
    takeBack: '在这里继续',
  },
  notice: {
    'state-set-aside': '读不懂 {{file}}，已另存为 {{keptAs}}，没有删除。控制台从默认值开始。',
    'state-recovered': '{{file}} 已损坏，原样另存为 {{keptAs}}。读出并继续使用的条目：{{entries}} 个。请核对缺了什么。',
    'state-unavailable': '读不了 {{file}}：{{reason}}。文件没有改动，这次的改动重启后会丢失。',
    'state-newer': '{{file}} 由更新的版本写成，只读打开。这里的改动不会保存。',
    'store-set-aside': '读不懂请求记录 {{file}}，已另存为 {{keptAs}}，没有删除。从空记录开始。',
    'store-recovered': '{{file}} 已损坏，另存为 {{keptAs}}，没有删除。从中读出并放回列表的请求记录：{{exchanges}} 条。',
    'store-missing': '{{file}} 不见了或是空的。请求记录和 IP 列表从空开始。',
    'exchanges-unreadable': '有 {{rows}} 条请求记录已损坏，没有列出。它们仍留在 console.sqlite 里。',
    'ip-lists-unreadable': '有 {{rows}} 个 IP 列表版本已损坏，没有列出。它们仍留在 console.sqlite 里。',
    'timeline-unreadable': '有 {{rows}} 条 token 事件已损坏，没有列出。它们仍留在 console.sqlite 里。',
    'whitelist-unreadable': '有 {{rows}} 条微信所见 IP 的记录已损坏，没有列出。它们仍留在 console.sqlite 里。',
    'bodies-set-apart': '有 {{files}} 个正文文件不属于任何请求记录，已移到文件夹 {{keptAs}}，没有删除。',
    'store-unavailable': '打不开 {{file}}：{{reason}}。文件没有改动；下次启动之前，请求记录只在内存里。',
    'store-newer': '请求记录 {{file}} 由更新的版本写成，只读打开。新的记录不会保存。',
    'not-saved': '还没有保存，只在内存里：{{what}}（{{reason}}）。可以写入后会自动保存，在那之前请不要退出。',
    'given-up': '{{what}}：等待保存的太多，较早的 {{number}} 条没有留下。',
    'store-memory': '请求记录只在内存里，退出即清除。',
    'folder-made-anew':
      '数据文件夹或其中的数据库在运行时不见了，已重新建立，并写回了控制台还记得的内容。找不回来的请求记录：{{exchanges}} 条。',
    'folder-taken': '数据文件夹在运行时不见了，现在归另一个控制台使用。这里的改动不会保存；关掉其中一个，再重新启动。',
    'folder-in-use': '另一个控制台正在使用数据文件夹，这里只读打开。改动不会保存。',
    'account-origin-invalid':
      '{{account}} 保存的接口地址无法使用。在它的菜单「网络」里改正之前，不会为它发送任何请求。',
    'environment-ignored':
      '环境里设置了 {{names}}，在这里不起作用：始终校验证书，TLS 不低于 1.2，密钥不会被写下来。要信任自己的证书，请在设置的「网络」里填写。',
    'environment-trusts':
      '环境里设置了 {{names}}，它正在起作用：哪些证书算系统信任的、TLS 怎样配置，由它决定。请确认是你自己设置的。',
    'environment-exposes':
      '环境里设置了 {{names}}，它正在起作用：别的程序可以借它在控制台里运行代码，或读到其中的内容，包括密钥。不需要就取消它。',
  },
  failure: {
    'no-space': '磁盘空间不足',
    'no-access': '没有读写权限',
    gone: '所在的文件夹或磁盘不见了',
    busy: '正被另一个程序占用',
    damaged: '文件已损坏',
    io: '磁盘出错',
    other: '系统没有说明原因',
  },
  part: {
    secrets: '密钥和 token',
    accounts: '公众号',
    settings: '设置',
    rest: '窗口位置等',
    'ip-lists': 'IP 列表',
    whitelist: '微信所见的 IP',
    timeline: 'token 时间线',
    exchanges: '请求记录',
  },
  dismiss: '关闭提示',
  hostLost: '没有连上控制台，这次操作没有执行。连上后再试。',
  internal: '控制台内部出错，详情在日志里。',
} as const
