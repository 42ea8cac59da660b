export const common = {
  product: 'MP Console',
  cancel: '取消',
  close: '关闭',
  save: '保存',
  saving: '保存中…',
  optional: '可选',
  offer: '最近的改动',
  copyRefused: '浏览器不允许写入剪贴板。选中文字，手动复制。',
  hiddenCharacter: '看不见的字符，或会改变前后文字读法的字符',
  lookedAt: '只查看前 {{n}} 个字符，其余的留在框里。',
  /** `done` is what was copied. */
  secretCleared: '{{done}}，60 秒后从剪贴板清除',
  secretKept: '{{done}}。浏览器不允许页面清除剪贴板：用完后请复制别的内容盖掉它',
  language: { 'zh-CN': '简体中文', en: 'English' },
} as const
