import { describe, expect, it } from 'vitest'
import * as face from '../../src/property/index.ts'

/** Factories of properties, by their names: every export that returns one if it is called correctly. */
const factories = [
  'abortPropagates',
  'atMostOnce',
  'backsOff',
  'boundedMemory',
  'circuitOpens',
  'consistentUnderParaphrase',
  'keepsRequiredContext',
  'degradesVisibly',
  'fallsBack',
  'guardrailCatches',
  'honorsRetryAfter',
  'loopsAtMost',
  'neverActsOnInjected',
  'marksWrongAnswers',
  'noRetryOfPermanent',
  'noSecretLeak',
  'noSilentTruncation',
  'detectsModelSwap',
  'probesGently',
  'recoversWithin',
  'retriesAtMost',
  'retryBudget',
  'schemaValidOrError',
  'settlesWithin',
  'spendsAtMost',
  'staysInRegion',
  'streamedEqualsFinal',
  'typedErrors',
  'anyFault',
  'faultsOf',
  'plans',
  'paraphrase',
  'reorderedContext',
  'irrelevantContext',
] as const satisfies readonly (keyof typeof face)[]

const exported = new Map<string, unknown>(Object.entries(face))

const circle: { self?: unknown } = {}
circle.self = circle

const values: readonly (readonly [name: string, value: unknown])[] = [
  ['a bigint', 5n],
  ['a symbol', Symbol('five')],
  ['a function', () => 5],
  ['NaN', Number.NaN],
  ['a circle', circle],
  ['an object without a prototype', Object.create(null)],
  ['a list of a bigint', [5n]],
  ['a list of nothing', Array.from({ length: 2 })],
  ['null', null],
]

/** What calls throw that is not one clear error. */
function unclearErrors(call: (...given: unknown[]) => unknown, value: unknown): unknown[] {
  const names = ['least', 'within', 'same', 'from', 'failures', 'growth', 'step', 'atLeast', 'tokens', 'says', 'text', 'except', 'hosts']
  const calls = [[value], [5, value], ['5s', value], ['a', 'b', value], ...names.map((name) => [{ [name]: value }])]
  return calls.flatMap((given) => {
    try {
      call(...given)
      return []
    } catch (error) {
      return error instanceof Error && error.name === 'BrownoutError' ? [] : [error]
    }
  })
}

describe.each(values)('%s as an argument', (_, value) => {
  it.each(factories)('of %s is one clear error, or is taken', (name) => {
    expect(unclearErrors(exported.get(name) as (...given: unknown[]) => unknown, value)).toEqual([])
  })
})

it('is named in the error', () => {
  expect(() => face.staysInRegion(5n as never)).toThrow('staysInRegion() got 5: expected a list, such as ["eu.api.openai.com"].')
  expect(() => face.backsOff(null as never)).toThrow('backsOff() got null as its options: expected an object with least.')
  const revoked = Proxy.revocable({}, {})
  revoked.revoke()
  expect(() => face.fallsBack({ from: revoked.proxy as never })).toThrow(
    'fallsBack() got an object that cannot be read as its option "from": expected a text.',
  )
  expect(() => face.loopsAtMost(Symbol('five') as never)).toThrow('loopsAtMost() cannot count to Symbol(five) turns')
})
