import { expect, test } from 'vitest'
import { initialsOf } from './pinyin.ts'

test.each([
  ['获取 token', 'hqtoken'],
  ['获取 IP 列表', 'hqiplb'],
  ['添加公众号', 'tjgzh'],
  ['设置', 'sz'],
  ['快捷键', 'kjj'],
  ['下一个区域', 'xygqy'],
  ['青禾读书', 'qhds'],
  ['啊波次的额佛个和级可了吗呢哦怕去然是他我想呀在', 'abcdefghjklmnopqrstwxyz'],
  ['Nanshan Coffee', 'nanshancoffee'],
])('the initials of %s', (text, initials) => {
  expect(initialsOf(text)).toBe(initials)
})
