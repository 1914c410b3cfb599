import { describe, expect, it } from 'vitest'
import { headlineOf } from '../../../src/report/data/headline.ts'
import { triedIn, untriedIn } from '../../../src/report/data/scope.ts'
import { call, finding, run, search, story } from '../sample.ts'

describe('the headline', () => {
  it('gives the number of violated properties, the worst case and the number of calls', () => {
    expect(headlineOf(search())).toEqual({
      verdict: 'violates 1 of 2 properties.',
      worst: 'whole-answers broke, in 1 of 2 runs. With truncated-stream: half an answer was given out.',
      asked: 'It sent “Where is my parcel?” The task ran 3 times, 2 of them with faults.',
    })
  })

  it('reports it if no fault is needed', () => {
    expect(headlineOf(search({ findings: [finding('whole-answers', { plan: [] })] })).worst).toContain('Without any fault: ')
  })

  it('claims no more than what was exercised', () => {
    const { verdict, worst } = headlineOf(search({ findings: [], runs: [run({ verdicts: 'hi' })] }))
    expect(verdict).toBe('held all properties that were exercised.')
    expect(worst).toMatch(/^1 of 2 properties were exercised\. That is not a proof/)
  })

  it('reports that nothing was tested if no run made a call', () => {
    const nothing = headlineOf(search({ findings: [], runs: [run({ calls: 0 })], baseline: story({ calls: [call({ asked: '' })] }) }))
    expect(nothing).toMatchObject({ verdict: 'was not tested.', asked: 'The task ran 1 time, 1 of them with faults.' })
  })
})

describe('the scope', () => {
  it('lists what was tried', () => {
    const facts = triedIn(search()).map(({ what, text }) => `${what}|${text}`.replaceAll('\u{a0}', ' '))
    expect(facts).toEqual([
      '3 runs|: 1 without a fault, 2 with one fault',
      '1 of 2 faults|fired, on 1 kind of call',
      "2.1 s|of the app's time, in 1.2 s of yours",
    ])
  })

  it('lists what was not tried, with the names', () => {
    const facts = untriedIn(search({ all: false }))
    expect(facts.map(({ what }) => what)).toEqual([
      '1 of 2 properties',
      '1 fault',
      '1 of 2 places',
      '1 pair',
      'Everything after the first finding',
      'More than 3 faults at once',
    ])
    expect(facts[0]!.reasons).toEqual([{ why: 'no call failed', names: ['few-retries'] }])
    expect(facts[1]!.reasons).toEqual([{ why: undefined, names: ['overloaded'] }])
  })

  it('explains why faults never fired, the most frequent reason first', () => {
    const unplanned = (name: string) => ({ name, summary: '', shows: '5xx' as const, whyNeverFired: 'no plan contained it' })
    const refused = { ...unplanned('a'), whyNeverFired: 'the provider refused the call first' }
    const facts = untriedIn(search({ runs: [], faults: [refused, unplanned('b'), unplanned('c')] }))
    expect(facts.find(({ text }) => text === 'never fired')!.reasons).toEqual([
      { why: 'no plan contained it', names: ['b', 'c'] },
      { why: 'the provider refused the call first', names: ['a'] },
    ])
  })
})
