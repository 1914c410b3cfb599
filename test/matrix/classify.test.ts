import { describe, expect, it } from 'vitest'
import { outcomeOf } from '../../bench/matrix/classify.ts'
import type { Observed } from '../../bench/matrix/observed.ts'

const json = '{"city":"Lyon","note":"Leave it.","days":3}'
const prose: Observed = { settled: 'value', text: 'In Lyon, in 3 days.', values: [], finish: 'stop', uncaught: [] }
const call: Observed = { settled: 'value', text: 'Done.', values: [{ tool: 'track', json }], finish: 'tool_calls', uncaught: [] }

describe('the outcome of a call', () => {
  it.each<[string, Partial<Observed>, string]>([
    ['is complete if nothing is missing', {}, 'complete'],
    ['is an error if the app gets one, with any output before it', { settled: 'error', error: { name: 'Error', message: 'no' } }, 'error'],
    ['is a hang without an end', { settled: 'hung' }, 'hang'],
    ['is a hang if requests never end', { settled: 'endless' }, 'hang'],
    ['is a crash if an error cannot be caught', { uncaught: [{ name: 'Error', message: 'no' }] }, 'crash'],
    ['is truncated without the end of the text', { text: 'In Lyon,' }, 'truncated'],
    ['is truncated without a finish reason, too', { settled: 'value', text: 'In Lyon,', finish: undefined } as never, 'truncated'],
    ['is empty without any text', { text: '' }, 'empty'],
    ['is wrong with another text', { text: 'In Graz, in 3 days.' }, 'wrong'],
    ['is wrong with a repeated text', { text: 'In Lyon, Lyon, in 3 days.' }, 'wrong'],
    ['is flagged if the finish reason marks it', { text: 'In Lyon,', finish: 'length' }, 'flagged'],
    ['is flagged for an unknown finish reason', { finish: '' }, 'flagged'],
    ['is complete with another name of the usual finish reason', { finish: 'STOP' }, 'complete'],
  ])('%s', (_name, part, outcome) => {
    expect(outcomeOf({ ...prose, ...part }, prose)).toBe(outcome)
  })

  it.each<[string, Partial<Observed>, string]>([
    ['is truncated if the arguments are truncated', { text: '', values: [{ tool: 'track', json: json.slice(0, 12) }] }, 'truncated'],
    ['is truncated if a repaired argument is truncated', { values: [{ tool: 'track', json: '{"city":"Ly"}' }] }, 'truncated'],
    ['is truncated without the tool call', { values: [] }, 'truncated'],
    ['is empty without anything', { text: '', values: [] }, 'empty'],
    ['is wrong with another argument', { values: [{ tool: 'track', json: '{"city":"Graz"}' }] }, 'wrong'],
    ['is wrong with another tool', { values: [{ tool: 'remove', json }] }, 'wrong'],
    ['is wrong with a second call', { values: [...call.values, ...call.values] }, 'wrong'],
  ])('of a tool %s', (_name, part, outcome) => {
    expect(outcomeOf({ ...call, ...part }, call)).toBe(outcome)
  })
})
