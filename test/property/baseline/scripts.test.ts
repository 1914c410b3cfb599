import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  abortedThenLater,
  day,
  longQuiet,
  oneAborted,
  outageThenAgain,
  outageUnderTraffic,
  quiet,
  runsOfOutage,
  sequenceOf,
  together,
  togetherThenLater,
  triedAgainAfter,
  twice,
  withLongQuiet,
} from '../../../src/property/baseline/scripts.ts'
import { scriptSchema } from '../../../src/engine/plan/script.ts'

const scripts = [day, twice, together, togetherThenLater, outageThenAgain, outageUnderTraffic, oneAborted(1_000), abortedThenLater(1_000)]

describe('the scripts', () => {
  it('can all be held by an incident', () => {
    for (const script of scripts) expect(scriptSchema.parse(JSON.parse(JSON.stringify(script)))).toEqual(script)
  })

  it('try again after the outage', () => {
    expect(triedAgainAfter).toBe(runsOfOutage + 1)
    expect(outageThenAgain.length).toBeGreaterThan(triedAgainAfter)
  })
})

describe('a script in sequence', () => {
  it('runs each copy by itself', () => {
    expect(sequenceOf(togetherThenLater)).toEqual([
      { after: 0, copies: 1 },
      { after: 0, copies: 1 },
      { after: quiet, copies: 1 },
    ])
  })

  it('has as many copies, and aborts none', () => {
    fc.assert(
      fc.property(fc.constantFrom(...scripts), (script) => {
        const sequence = sequenceOf(script)
        expect(sequence).toHaveLength(script.reduce((sum, { copies }) => sum + copies, 0))
        expect(sequence.every(({ copies, abortAfter }) => copies === 1 && abortAfter === undefined)).toBe(true)
      }),
    )
  })
})

describe('a script with the long quiet', () => {
  it('waits longer during a wait', () => {
    expect(withLongQuiet(day).map(({ after }) => after)).toEqual([0, longQuiet, 0])
  })

  it('continues for as long if it has no quiet phase', () => {
    const script = withLongQuiet(outageUnderTraffic)
    expect(script.slice(0, outageUnderTraffic.length)).toEqual(outageUnderTraffic)
    const added = script.slice(outageUnderTraffic.length).reduce((sum, { after }) => sum + after, 0)
    expect(added).toBe(longQuiet - quiet)
  })
})
