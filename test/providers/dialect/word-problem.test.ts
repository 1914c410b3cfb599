import { describe, expect, it } from 'vitest'
import type { Exchange } from '../../../src/engine/model/provider.ts'
import type { Problem } from '../../../src/engine/model/problem.ts'
import { problemWriter, worded, type ProblemWording } from '../../../src/providers/dialect/word-problem.ts'

const exchange = { call: { model: 'van' }, date: 0 } as Exchange

interface Row extends ProblemWording {
  readonly code: string
}

const wordings = (): Row => ({
  status: 503,
  code: 'busy',
  message: ({ call }) => `${call.model} is busy.`,
  causes: { 'steep-rise': { status: 429, message: 'Not so fast.' } },
})

describe('a worded problem', () => {
  it.each<[string, Problem, object]>([
    ['the words of the table', { kind: 'overloaded' }, { status: 503, code: 'busy', message: 'van is busy.' }],
    ['its own status', { kind: 'overloaded', status: 529 }, { status: 529, code: 'busy', message: 'van is busy.' }],
    ['its own message', { kind: 'overloaded', message: 'Wait.' }, { status: 503, code: 'busy', message: 'Wait.' }],
    ['no code if it sets none', { kind: 'overloaded', code: null }, { status: 503, code: null, message: 'van is busy.' }],
    ['the words of an exact cause', { kind: 'overloaded', cause: 'steep-rise' }, { status: 429, code: 'busy', message: 'Not so fast.' }],
    ['its usual words for other causes', { kind: 'overloaded', cause: 'retired' }, { status: 503, code: 'busy', message: 'van is busy.' }],
  ])('has %s', (_, problem, expected) => {
    expect(worded(wordings, problem, exchange)).toEqual(expected)
  })

  it('is written with the time to wait, unless the provider has headers of its own', () => {
    const body = (): unknown => ({ error: 'busy' })
    const problem: Problem = { kind: 'overloaded', retryAfter: 1_500 }
    expect(problemWriter(wordings, { body })(problem, exchange)).toEqual({
      status: 503,
      headers: { 'retry-after': '2' },
      body: { error: 'busy' },
    })
    expect(problemWriter(wordings, { headers: () => ({ 'x-wait': '2' }), body })(problem, exchange).headers).toEqual({ 'x-wait': '2' })
  })
})
