export const palette = {
  open: '搜索或运行',
  group: { recent: '最近', actions: '操作', accounts: '公众号', exchanges: '请求记录' },
  none: '没有匹配“{{query}}”的操作、公众号或请求记录。',
  account: '切换到这个公众号',
  move: '移动',
  run: '运行',
  languages: '可搜中文、English 和拼音首字母',
} as const
