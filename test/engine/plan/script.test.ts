import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSingleRun, scriptInWords, scriptSchema, singleRun } from '../../../src/engine/plan/script.ts'

const anyRun = fc.record(
  { after: fc.nat(3_600_000), copies: fc.integer({ min: 1, max: 10 }), abortAfter: fc.nat(60_000) },
  { requiredKeys: ['after', 'copies'] },
)

describe('a script', () => {
  it('is the same after it was written as JSON and read again', () => {
    fc.assert(
      fc.property(fc.array(anyRun, { minLength: 1, maxLength: 4 }), (script) => {
        expect(scriptSchema.parse(JSON.parse(JSON.stringify(script)))).toEqual(script)
      }),
    )
  })

  it.each([
    [[{ after: 0, copies: 1 }], true],
    [singleRun, true],
    [[{ after: 1, copies: 1 }], false],
    [[{ after: 0, copies: 2 }], false],
    [[{ after: 0, copies: 1, abortAfter: 0 }], false],
    [[...singleRun, ...singleRun], false],
  ])('%j is a single run: %j', (script, expected) => {
    expect(isSingleRun(script)).toBe(expected)
  })

  it.each([
    [{ after: 0, copies: 1 }, 'run 1: at the start', 'run 2: right after run 1'],
    [
      { after: 60_000, copies: 3 },
      'run 1: 1m after the start, 3 copies at the same time',
      'run 2: 1m after run 1, 3 copies at the same time',
    ],
    [{ after: 0, copies: 1, abortAfter: 500 }, 'run 1: at the start, aborted after 500ms', 'run 2: right after run 1, aborted after 500ms'],
  ])('%j twice is %j, then %j', (run, ...expected) => {
    expect(scriptInWords([run, run])).toEqual(expected)
  })
})
