import { describe, expect, expectTypeOf, test } from 'vitest'
import { texts } from '#i18n/index.ts'
import { type Problem, type ProblemCode, problemSchema } from './problem.ts'

const fieldsByCode = new Map(
  problemSchema.options.map((option) => [option.shape.code.value, Object.keys(option.shape)]),
)
/** Blanks computed from a field of the problem. */
const derived = new Map([['limit', ['limitMs', 'limitBytes']]])

function stringsIn(value: string | object): string[] {
  return typeof value === 'string' ? [value] : Object.values(value).flatMap(stringsIn)
}

test('the texts know every problem, and no other', () => {
  expectTypeOf<keyof (typeof texts)['en']['problem']>().toEqualTypeOf<ProblemCode>()
  expect(Object.keys(texts['zh-CN'].problem).sort()).toEqual([...fieldsByCode.keys()].sort())
})

test('each reason of a refusal by the console has its words', () => {
  type Words = (typeof texts)['en']['problem']
  type Reason<Code extends ProblemCode> = Extract<Problem, { code: Code; reason: string }>['reason']
  expectTypeOf<keyof Words['origin-invalid']['reasons']>().toEqualTypeOf<Reason<'origin-invalid'>>()
  expectTypeOf<keyof Words['secret-needed']['reasons']>().toEqualTypeOf<Reason<'secret-needed'>>()
  expectTypeOf<keyof Words['wrong-family']['reasons']>().toEqualTypeOf<Reason<'wrong-family'>>()
  expectTypeOf<keyof Words['request-invalid']['reasons']>().toEqualTypeOf<Reason<'request-invalid'>>()
  type Cost = Extract<Problem, { code: 'confirm-request' }>['cost']
  expectTypeOf<keyof Words['confirm-request']['costs']>().toEqualTypeOf<Cost>()
})

describe.each(['zh-CN', 'en'] as const)('%s', (language) => {
  test.each(Object.entries(texts[language].problem))(
    '%s says something, with blanks that its problem can fill',
    (code, words) => {
      expect(words.short).not.toContain('{{')
      const fields = fieldsByCode.get(code as ProblemCode) ?? []
      for (const text of stringsIn(words)) {
        expect(text.trim()).not.toBe('')
        for (const [, blank = ''] of text.matchAll(/\{\{(\w+)\}\}/g)) {
          expect(fields).toSatisfy((names: string[]) =>
            [blank, ...(derived.get(blank) ?? [])].some((name) => names.includes(name)),
          )
        }
      }
    },
  )
})
