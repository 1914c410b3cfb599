import { describe, expect, it } from 'vitest'
import type { Ran } from '../../src/program-matrix/launch.ts'
import { outcomeOf, type Complete } from '../../src/program-matrix/outcome.ts'

const answer = 'Your parcel leaves the harbor tonight'
const complete: Complete = { answers: [answer], baseline: { stdout: `> ${answer}.\n`, stderr: 'took 12 ms\n' } }

function outcome(ran: Partial<Ran>, given: Partial<Complete> = {}, isCalling = false): string {
  const ended = { exitCode: 0, signal: undefined, isLate: false, lasted: 1, stdout: '', stderr: '', ...ran }
  return outcomeOf(ended, { ...complete, ...given }, isCalling)
}

describe('the outcome of a program', () => {
  it.each([
    ['complete', { stdout: `> ${answer}.\n` }],
    ['complete', { stdout: '\u001B[1mYour parcel leaves\n  the **harbor** tonight\u001B[0m' }],
    ['complete', { stdout: JSON.stringify({ result: answer.replace(' the ', '\nthe ') }) }],
    ['repeated', { stdout: `Your parcel leaves${answer}` }],
    ['truncated', { stdout: 'Your parcel leaves the har\n' }],
    ['truncated', { stdout: 'Your parcel leaves', stderr: 'took 7 ms\n' }],
    ['flagged', { stdout: 'Your parcel leaves', stderr: 'The answer is incomplete.\n' }],
    ['flagged', { stdout: 'Your parcel leaves\nThe answer is incomplete.\n' }],
    ['empty', { stdout: '\n' }],
    ['empty', { stderr: 'took 9 ms\n' }],
    ['other', { stdout: 'Please come back later.\n' }],
    ['other', { stderr: 'Please come back later.\n' }],
    ['error', { exitCode: 3, stdout: `${answer}\n` }],
    ['crash', { exitCode: 1, stderr: 'Error: boom\n    at ask (ask.js:1:1)\n\nNode.js v24.21.0\n' }],
    ['crash', { exitCode: 1, stderr: 'Traceback (most recent call last):\n  File "ask.py"\n' }],
    ['crash', { exitCode: undefined, signal: 'SIGSEGV' as const }],
    ['hang', { exitCode: undefined, signal: 'SIGKILL' as const, isLate: true, stdout: answer }],
  ])('is %s: %j', (expected, ran) => {
    expect(outcome(ran)).toBe(expected)
  })

  it('is retrying if it still called at its time limit', () => {
    expect(outcome({ exitCode: undefined, isLate: true }, {}, true)).toBe('retrying')
  })

  it('follows the output without faults if no answer is printed', () => {
    const derived = { answers: [], baseline: { stdout: 'sentiment: good\n', stderr: '' } }
    expect(outcome({ stdout: 'sentiment: good\n' }, derived)).toBe('complete')
    expect(outcome({ stdout: 'sentiment: unknown\n' }, derived)).toBe('other')
  })

  it('follows what is expected, if that is given', () => {
    expect(outcome({ stdout: 'sentiment: good at 12:01\n' }, { expected: /sentiment: \w+/ })).toBe('complete')
    expect(outcome({ stdout: 'sentiment:\n' }, { expected: 'sentiment: good' })).toBe('other')
  })
})
