import { expect, test } from 'vitest'
import { texts } from '#i18n/index.ts'
import { createMessages } from './messages.ts'

test('the system decides until a language is chosen, and again when it is to decide', () => {
  let system: string | undefined = 'zh-TW'
  const messages = createMessages(() => system)
  expect(messages.current()).toBe(texts['zh-CN'])
  messages.choose('en')
  expect(messages.current()).toBe(texts.en)
  messages.choose('zh-CN')
  system = undefined
  expect(messages.current()).toBe(texts['zh-CN'])
  messages.choose('system')
  expect(messages.current()).toBe(texts.en)
})
