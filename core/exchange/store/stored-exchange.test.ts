import { describe, expect, test } from 'vitest'
import { readSummary, readView } from './stored-exchange.ts'

/** Rows as version 1 wrote them, with `cause` in place of `initiator` and `step`. */
const summaryWith = (cause: string, more = '') =>
  `{"id":7,"accountId":"a","method":"GET","origin":"https://api.weixin.qq.com","path":"/cgi-bin/getcallbackip","cause":"${cause}",${more}"startedAt":1700000000000,"pinned":false,"outcome":{"kind":"ok"},"status":200,"size":17,"phases":{"send":1,"wait":20,"download":1,"total":22}}`

const view =
  '{"id":7,"accountId":"a","method":"GET","origin":"https://api.weixin.qq.com","path":"/cgi-bin/getcallbackip","cause":"replay","causedBy":5,"startedAt":1700000000000,"pinned":false,"outcome":{"kind":"ok"},"status":200,"request":{"target":"/cgi-bin/getcallbackip?access_token=%3Ctoken%20a1b2c3%3E","httpVersion":"1.1","headers":[["host","api.weixin.qq.com"]],"body":{"size":0}},"response":{"status":200,"statusText":"OK","httpVersion":"1.1","headers":[],"trailers":[],"body":{"size":17}},"redactions":1}'

describe('what an earlier version called the cause', () => {
  test.each([
    ['button', { by: 'user', action: 'command' }],
    ['request', { by: 'user', action: 'request' }],
    ['resend', { by: 'user', action: 'resend' }],
    ['way-test', { by: 'user', action: 'connection-test' }],
    ['renewal', { by: 'schedule', job: 'renewal' }],
    ['daily-refresh', { by: 'schedule', job: 'daily-refresh' }],
  ])('%s named who wanted the call', (cause, initiator) => {
    const row = readSummary(7, summaryWith(cause), true)
    expect(row).toMatchObject({ id: 7, initiator, step: 'call', pinned: true })
    expect(row).not.toHaveProperty('cause')
  })

  test.each(['probe', 'token-for-call', 'refetch', 'replay', 'backoff', 'reconnect'])(
    '%s named the step, and said nothing of who wanted the call',
    (cause) => {
      const row = readSummary(7, summaryWith(cause, '"causedBy":5,'), false)
      expect(row).toMatchObject({ step: cause, causedBy: 5 })
      expect(row).not.toHaveProperty('initiator')
    },
  )

  test('the whole exchange is read as its row is', () => {
    expect(readView(7, view, false)).toMatchObject({ step: 'replay', causedBy: 5, request: { body: { size: 0 } } })
  })

  test('any other word is damage', () => {
    expect(readSummary(7, summaryWith('constructor'), false)).toBeUndefined()
    expect(readSummary(7, summaryWith('whim'), false)).toBeUndefined()
  })
})
