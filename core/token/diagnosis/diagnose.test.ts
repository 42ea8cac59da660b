import { expect, test } from 'vitest'
import type { Evidence } from '#contract/token.ts'
import { diagnose } from './diagnose.ts'

const NOW = 1_000_000_000
const MINUTE = 60_000

const held: Evidence = { fact: 'held', hash: 'aaaaaa' }
const formerly: Evidence = { fact: 'formerly-held', hash: 'aaaaaa' }
const neverSeen: Evidence = { fact: 'never-seen', hash: 'aaaaaa' }
const obtained: Evidence = { fact: 'obtained', at: NOW - 60 * MINUTE, family: 'classic', source: 'fetched' }
const pasted: Evidence = { fact: 'obtained', at: NOW - 60 * MINUTE, family: 'pasted', source: 'pasted' }
const lives: Evidence = { fact: 'ends', at: NOW + 60 * MINUTE, passed: false }
const ended: Evidence = { fact: 'ends', at: NOW - 5 * MINUTE, passed: true }
const refused = (errcode = 40001): Evidence => ({ fact: 'refused', at: NOW - MINUTE, errcode })
const probed = (errcode: number): Evidence => ({ fact: 'probe', outcome: 'refused', errcode })
const works: Evidence = { fact: 'probe', outcome: 'works' }
const notAsked: Evidence = { fact: 'probe', outcome: 'not-asked' }
const offline: Evidence = { fact: 'probe', outcome: 'failed', code: 'dns-temporary' }
const notListed: Evidence = { fact: 'probe', outcome: 'failed', code: 'wechat', errcode: 40164 }
const replacedBy = (source: 'fetched' | 'renewed' | 'forced'): Evidence => ({
  fact: 'replaced',
  at: NOW - 30 * MINUTE,
  source,
  hash: 'bbbbbb',
})

test.each<[string, Evidence[], string]>([
  [
    'a probe that works settles it, whatever else is known',
    [formerly, obtained, ended, replacedBy('forced'), works],
    'works',
  ],
  ['a shape that is no token', [{ fact: 'shape', hint: 'jsapi-ticket' }, neverSeen, notAsked], 'malformed'],
  ['a shape that is no token, but works', [{ fact: 'shape', hint: 'too-short' }, neverSeen, works], 'works'],
  [
    'an odd shape that was held here is not the reason',
    [{ fact: 'shape', hint: 'unusual' }, formerly, ended],
    'expired',
  ],
  ['its end has passed', [held, obtained, ended, notAsked], 'expired'],
  ['WeChat says so', [neverSeen, probed(42001)], 'expired'],
  [
    'it is held for another AppID',
    [neverSeen, { fact: 'held-by-other', hash: 'a', appId: 'wx1' }, probed(40001)],
    'other-account',
  ],
  ['a newer one was forced here', [formerly, obtained, lives, replacedBy('forced'), refused()], 'force-refreshed-here'],
  ['a newer one was fetched here', [formerly, obtained, lives, replacedBy('fetched'), probed(40014)], 'replaced-here'],
  ['a newer one was renewed here', [formerly, obtained, lives, replacedBy('renewed'), refused()], 'replaced-here'],
  ['refused in its life, and nothing newer seen here', [held, obtained, lives, refused()], 'superseded-by-other'],
  ['the same by a probe', [held, obtained, lives, probed(40001)], 'superseded-by-other'],
  ['a pasted one that is refused may be anybody’s', [held, pasted, lives, refused()], 'unknown'],
  ['nobody knows when it would have ended', [held, obtained, { fact: 'end-unknown' }, refused()], 'unknown'],
  ['never seen, and refused', [neverSeen, probed(40001)], 'unknown'],
  ['never seen, and not tried', [neverSeen, notAsked], 'unknown'],
  ['in its life, and not tried', [held, obtained, lives, notAsked], 'unknown'],
  ['replaced here, and not refused yet', [formerly, obtained, lives, replacedBy('fetched'), notAsked], 'unknown'],
  ['the probe did not get through', [held, obtained, lives, offline], 'unknown'],
  ['the probe was answered with something else', [held, obtained, lives, notListed], 'unknown'],
])('%s', (_, evidence, verdict) => {
  expect(diagnose(evidence, NOW)).toMatchObject({ verdict, evidence })
})

test('somebody else’s fetch lies between the last call that worked, less the overlap, and the refusal', () => {
  const known = [held, obtained, lives]
  expect(diagnose([...known, refused()], NOW).between).toEqual({ from: NOW - 60 * MINUTE, to: NOW - MINUTE })
  const worked: Evidence = { fact: 'worked', at: NOW - 10 * MINUTE }
  expect(diagnose([...known, worked, refused()], NOW).between).toEqual({ from: NOW - 15 * MINUTE, to: NOW - MINUTE })
  const workedEarly: Evidence = { fact: 'worked', at: NOW - 58 * MINUTE }
  expect(diagnose([...known, workedEarly, probed(40001)], NOW).between).toEqual({ from: NOW - 60 * MINUTE, to: NOW })
})

test('what was done here has its moment, and what is not known has none', () => {
  const at = NOW - 30 * MINUTE
  expect(diagnose([formerly, obtained, replacedBy('forced'), refused()], NOW).between).toEqual({ from: at, to: at })
  expect(diagnose([held, obtained, ended], NOW).between).toEqual({ from: NOW - 5 * MINUTE, to: NOW - 5 * MINUTE })
  expect(diagnose([neverSeen, probed(42001)], NOW)).not.toHaveProperty('between')
  expect(diagnose([held, obtained, lives, works], NOW)).not.toHaveProperty('between')
})
