import { describe, expect, it } from 'vitest'
import {
  authenticationFailed,
  connectionReset,
  keepAliveComments,
  overloaded,
  serverError,
  slowDrip,
  slowFirstToken,
  splitBytes,
  truncatedStream,
} from '../../../faults/index.ts'
import { isOneTransientFailure, showsNothing } from '../../../src/property/baseline/plan-kind.ts'

describe('a plan of which a client sees nothing', () => {
  it.for([
    ['no fault', [], true],
    ['other chunks', [splitBytes()], true],
    ['other chunks and comments', [splitBytes(), keepAliveComments()], true],
    ['a delay of less than a second', [slowFirstToken({ by: '700ms' })], true],
    ['a delay of each delta, which adds up', [slowDrip({ perDelta: '700ms' })], false],
    ['a longer delay', [slowFirstToken({ by: '5s' })], false],
    ['an error response', [serverError()], false],
    ['other chunks and an error response', [splitBytes(), serverError()], false],
  ] as const)('%s: %o', ([, injections, expected]) => {
    expect(showsNothing(injections)).toBe(expected)
  })
})

describe('a plan that is one failure of one call', () => {
  it.for([
    ['an error response to one call', [serverError().nth(2)], true],
    ['an error response to the first call', [overloaded().first(1)], true],
    ['a broken connection', [connectionReset().nth(1)], true],
    ['an error response to every call', [serverError()], false],
    ['an error response to two calls', [serverError().first(2)], false],
    ['two failures', [serverError().nth(1), connectionReset().nth(2)], false],
    ['a truncated answer', [truncatedStream().nth(1)], false],
    ['a key that is refused for good', [authenticationFailed().nth(1)], false],
    ['no fault', [], false],
  ] as const)('%s: %o', ([, injections, expected]) => {
    expect(isOneTransientFailure(injections)).toBe(expected)
  })
})
