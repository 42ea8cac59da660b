import { expect, test } from 'vitest'
import { matchOf } from './search.ts'

const fetchToken = { label: 'Fetch token', others: ['获取 token'] }

test('what is typed is marked where it stands, the beginning of a word before its middle', () => {
  expect(matchOf(fetchToken, 'fetch')).toEqual({ rank: 5, marked: { start: 0, end: 5 } })
  expect(matchOf(fetchToken, ' TOK ')).toEqual({ rank: 4, marked: { start: 6, end: 9 } })
  expect(matchOf(fetchToken, 'etch')).toEqual({ rank: 3, marked: { start: 1, end: 5 } })
})

test('the other language and pinyin initials find it too, unmarked and after the rest', () => {
  expect(matchOf(fetchToken, '获取')).toEqual({ rank: 2 })
  expect(matchOf(fetchToken, 'hq')).toEqual({ rank: 1 })
  expect(matchOf({ label: '获取 IP 列表', others: ['Fetch IP list'] }, 'iplb')).toEqual({ rank: 1 })
  expect(matchOf({ label: '青禾读书', others: ['wx3f9a1c07d2b84e65'] }, '3f9a')).toEqual({ rank: 2 })
})

test('nothing typed is everything, and what is not there is not found', () => {
  expect(matchOf(fetchToken, '  ')).toEqual({ rank: 0 })
  expect(matchOf(fetchToken, 'delete')).toBeUndefined()
})
