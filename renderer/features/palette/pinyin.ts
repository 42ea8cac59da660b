/**
 * The first character, in pinyin order, of each initial; `i`, `u` and `v` begin no syllable. The collation of Chinese
 * that every Chromium has does the rest, so no dictionary travels with the page.
 */
const firsts: [initial: string, first: string][] = [
  ['a', '吖'],
  ['b', '丷'],
  ['c', '嚓'],
  ['d', '咑'],
  ['e', '妸'],
  ['f', '发'],
  ['g', '旮'],
  ['h', '哈'],
  ['j', '丌'],
  ['k', '咔'],
  ['l', '垃'],
  ['m', '妈'],
  ['n', '拏'],
  ['o', '喔'],
  ['p', '妑'],
  ['q', '七'],
  ['r', '呥'],
  ['s', '扨'],
  ['t', '他'],
  ['w', '穵'],
  ['x', '夕'],
  ['y', '丫'],
  ['z', '帀'],
]

const pinyin = new Intl.Collator('zh-Hans-CN-u-co-pinyin')
const HAN = /\p{Script=Han}/u

/** Each Chinese character becomes its pinyin initial, blanks go, everything else stays, in lower case: 获取 token → hqtoken. */
export function initialsOf(text: string): string {
  return [...text.toLowerCase()]
    .filter((character) => character !== ' ')
    .map((character) => (HAN.test(character) ? initialOf(character) : character))
    .join('')
}

function initialOf(character: string): string {
  return firsts.findLast(([, first]) => pinyin.compare(first, character) <= 0)?.[0] ?? character
}
