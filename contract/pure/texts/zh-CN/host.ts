export const host = {
  connecting: '正在连接…',
  lost: '与控制台的连接断了，正在重试。剩余时间可能不准。',
  lostAtStart: '控制台没有回应，正在重试。',
  refused: {
    title: '这个页面没有有效的会话密钥',
    why: '每次启动控制台，网址都不同。',
    todo: '回到终端，打开它打印的网址。',
  },
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
    'state-newer': '{{file}} 由更新的版本写成，只读打开。这里的改动不会保存。',
    'state-not-saved': '没能保存 {{file}}。重启后会丢失这次的改动。',
    'store-set-aside': '读不懂请求记录 {{file}}，已另存为 {{keptAs}}，没有删除。从空记录开始。',
    'store-newer': '请求记录 {{file}} 由更新的版本写成，只读打开。新的记录不会保存。',
    'store-memory': '请求记录只在内存里，退出即清除。',
    'folder-in-use': '另一个控制台正在使用数据文件夹，这里只读打开。改动不会保存。',
  },
  dismiss: '关闭提示',
  hostLost: '没有连上控制台，这次操作没有执行。连上后再试。',
  internal: '控制台内部出错，详情在日志里。',
} as const
