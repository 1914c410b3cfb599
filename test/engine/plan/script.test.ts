import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hasCrash, isSingleRun, scriptInWords, scriptSchema, singleRun } from '../../../src/engine/plan/script.ts'

const anyPoint = fc.oneof(
  fc.constant('end' as const),
  fc.record({ call: fc.integer({ min: 1 }), when: fc.constantFrom('sent' as const, 'answered' as const) }),
  fc.record({ effect: fc.integer({ min: 1 }), when: fc.constantFrom('before' as const, 'after' as const) }),
)

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

  it('can crash in all runs but the last', () => {
    const crash = { after: 0, copies: 1 }
    fc.assert(
      fc.property(anyPoint, (crashAt) => {
        const script = [{ ...crash, crashAt }, ...singleRun]
        expect(scriptSchema.parse(JSON.parse(JSON.stringify(script)))).toEqual(script)
        expect([hasCrash(script), isSingleRun(script), hasCrash(singleRun)]).toEqual([true, false, false])
        expect(scriptSchema.safeParse(script.toReversed()).error?.issues[0]?.message).toBe('expected a run after the last crash')
      }),
    )
    expect(scriptSchema.safeParse([{ ...crash, crashAt: { call: 0, when: 'sent' } }, ...singleRun]).success).toBe(false)
  })

  it.each([
    ['end', 'when the task has settled'],
    [{ call: 2, when: 'sent' }, 'while call 2 waits for its answer'],
    [{ call: 2, when: 'answered' }, 'when the answer to call 2 has arrived'],
    [{ effect: 1, when: 'before' }, 'right before effect 1'],
    [{ effect: 1, when: 'after' }, 'right after effect 1'],
  ] as const)('reports for a crash at %j that the process crashes %s', (crashAt, words) => {
    expect(scriptInWords([{ after: 0, copies: 1, crashAt }, ...singleRun])).toEqual([
      `run 1: at the start, the process crashes ${words}`,
      'run 2: right after run 1',
    ])
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
