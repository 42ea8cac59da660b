import { expect, test } from 'vitest'
import { texts } from '#i18n/index.ts'
import { createWords } from './messages.ts'

test('the system decides until a language is chosen, and again when it is to decide', () => {
  let system: string | undefined = 'zh-TW'
  const words = createWords(() => system)
  expect(words.current()).toBe(texts['zh-CN'])
  words.choose('en')
  expect(words.current()).toBe(texts.en)
  words.choose('zh-CN')
  system = undefined
  expect(words.current()).toBe(texts['zh-CN'])
  words.choose('system')
  expect(words.current()).toBe(texts.en)
})
