import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../faults/catalogue.ts'
import { readInjection, writeInjection } from '../../../src/engine/plan/injection-text.ts'
import { parameterArbitrary } from '../../../src/property/search/parameters/arbitrary.ts'
import { anyTrigger } from './any-trigger.ts'

const read = (text: string): unknown => readInjection(text, catalogue).toJSON()

describe('an injection on the command line', () => {
  it('is a fault with its defaults', () => {
    expect(read('truncated-stream')).toEqual({ fault: 'truncated-stream', parameters: { afterDeltas: 3, ending: 'clean' }, trigger: {} })
  })

  it('takes numbers, words, booleans and durations', () => {
    expect(read('truncated-stream:afterDeltas=5,ending=reset')).toMatchObject({ parameters: { afterDeltas: 5, ending: 'reset' } })
    expect(read('silent-model-swap:to=7,disclosed=true')).toMatchObject({ parameters: { to: '7', disclosed: true } })
    expect(read('rate-limited:retryAfter=2s')).toMatchObject({ parameters: { retryAfter: 2_000 } })
  })

  it('takes triggers', () => {
    expect(read('overloaded:first=2,chance=0.5,for=anthropic')).toMatchObject({
      trigger: { first: 2, chance: { rate: 0.5 }, for: [{ any: 'anthropic' }] },
    })
  })

  it('takes commas and backslashes in texts', () => {
    expect(read(String.raw`over-refusal:text=No\, never.,for=/gpt-\d{1\,2}/`)).toMatchObject({
      parameters: { text: 'No, never.' },
      trigger: { for: [{ any: String.raw`/gpt-\d{1,2}/` }] },
    })
  })

  it('is the same after writing and reading, for any value', () => {
    const anyInjection = fc
      .constantFrom(...catalogue)
      .chain((fault) => fc.record({ fault: fc.constant(fault.name), parameters: parameterArbitrary(fault), trigger: anyTrigger }))
    fc.assert(
      fc.property(anyInjection, (injection) => {
        const { parameters } = readInjection(writeInjection({ ...injection, trigger: {} }), catalogue)
        expect(read(writeInjection(injection))).toEqual({ ...injection, parameters })
        expect(parameters).toMatchObject(injection.parameters)
      }),
    )
  })

  it.each([
    ['truncated', 'Cannot inject "truncated": no such fault.'],
    ['truncated-stream:afterDelta=1', 'Did you mean "afterDeltas"?'],
    ['truncated-stream:afterDeltas=-1', 'Cannot inject "truncated-stream": "afterDeltas" is -1'],
    ['truncated-stream:afterDeltas', 'with "afterDeltas": expected key=value.'],
    [
      'truncated-stream:first=many',
      'Cannot inject "truncated-stream" with first=many: "first" is "many": Invalid input: expected number, received string. Type it as first=2.',
    ],
    ['truncated-stream:frist=1', 'Did you mean "first"?'],
  ])('is refused as %s', (text, message) => {
    expect(() => read(text)).toThrow(message)
  })
})
