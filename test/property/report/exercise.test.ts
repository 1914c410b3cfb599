import { describe, expect, it } from 'vitest'
import { catalogue } from '../../../faults/catalogue.ts'
import type { JournalCall } from '../../../src/index.ts'
import { exerciseIn, mergedExercise, type ExercisedFault } from '../../../src/property/report/exercise.ts'
import { formatExercise } from '../../../src/property/text/format-exercise.ts'
import { asked, call, failed } from '../properties/evidence.ts'

const overloaded: ExercisedFault = { name: 'overloaded', shows: '5xx', needs: [] }
const truncated: ExercisedFault = { name: 'truncated-stream', shows: 'truncation', needs: [] }
const badTool: ExercisedFault = { name: 'invalid-tool-arguments', shows: 'wrong-tool-call', needs: ['tools'] }
const fired = (fault: string): Pick<JournalCall, 'fired'> => ({ fired: [{ fault, parameters: {}, at: 0 }] })

const site = 'openai chat'
const never = { site, attempt: 1, runs: 0 } as const

describe('what a journal exercised', () => {
  it('is each class of faults that could have fired on a call, in each phase', () => {
    expect(exerciseIn({ calls: [call()] }, [overloaded, truncated])).toEqual([
      { ...never, symptom: '5xx', phase: 'before the answer' },
      { ...never, symptom: 'truncation', phase: 'before the answer' },
    ])
    expect(exerciseIn({ calls: [call({ stream: true })] }, [truncated])).toEqual([
      { ...never, site: 'openai chat (stream)', symptom: 'truncation', phase: 'before the answer' },
      { ...never, site: 'openai chat (stream)', symptom: 'truncation', phase: 'during the answer' },
    ])
  })

  it('distinguishes messages over a WebSocket from the connection', () => {
    const endpoint = 'responses.connect'
    const handshake = call({ endpoint, call: asked({ overWebSocket: true, operation: 'connect' }) })
    const message = call({ endpoint, stream: true, key: 'other', call: asked({ overWebSocket: true }) })
    const sites = exerciseIn({ calls: [handshake, message] }, [overloaded]).map((cell) => cell.site)
    expect(sites).toEqual(['openai responses.connect', 'openai responses.connect (message)'])
  })

  it('counts a class once, however often its faults fired', () => {
    const calls = [failed({ ...fired('overloaded'), key: 'one' }), failed({ ...fired('overloaded'), key: 'other' })]
    expect(exerciseIn({ calls }, [overloaded])).toEqual([{ ...never, symptom: '5xx', phase: 'before the answer', runs: 1 }])
  })

  it('does not expect what a call has no need for', () => {
    expect(exerciseIn({ calls: [call()] }, [badTool])).toEqual([])
    const tools = [{ name: 'refund', description: '', parameters: {} }]
    expect(exerciseIn({ calls: [call({ call: asked({ tools }) })] }, [badTool])).toEqual([
      { ...never, symptom: 'wrong-tool-call', phase: 'complete answer' },
    ])
  })

  it('contains what fired otherwise than usual, and no fault that is not of the search', () => {
    const calls = [call({ ...fired('overloaded'), ending: 'complete' }), call({ ...fired('own'), key: 'other' })]
    expect(exerciseIn({ calls }, [overloaded])).toEqual([
      { ...never, symptom: '5xx', phase: 'complete answer', runs: 1 },
      { ...never, symptom: '5xx', phase: 'before the answer' },
    ])
  })

  it('distinguishes attempts: what is sent again after it failed, in the same run', () => {
    const attemptsOf = (calls: readonly JournalCall[]): number[] => exerciseIn({ calls }, [overloaded]).map(({ attempt }) => attempt)
    const retried = [0, 1_000, 2_000, 3_000].map((startedAt) => failed({ startedAt, endedAt: startedAt + 100 }))
    expect(attemptsOf(retried)).toEqual([1, 2, 3])
    // The same request, sent at the same time, after an answer, or in a later run.
    expect(attemptsOf([failed(), failed()])).toEqual([1])
    expect(attemptsOf([call(), call({ startedAt: 1_000 })])).toEqual([1])
    expect(attemptsOf([failed(), call({ startedAt: 1_000, inRun: 2 })])).toEqual([1])
  })

  it('can be added up', () => {
    const one = exerciseIn({ calls: [failed(fired('overloaded'))] }, [overloaded, truncated])
    const other = exerciseIn({ calls: [failed(fired('overloaded')), call({ provider: 'anthropic' })] }, [overloaded])
    expect(mergedExercise(one, other).map(({ site: at, symptom, runs }) => [at, symptom, runs])).toEqual([
      ['openai chat', '5xx', 2],
      ['openai chat', 'truncation', 0],
      ['anthropic chat', '5xx', 0],
    ])
    expect(mergedExercise()).toEqual([])
  })

  it('knows every class of the catalogue', () => {
    const tools = [{ name: 'refund', description: '', parameters: {} }]
    const all = exerciseIn({ calls: [call({ stream: true, call: asked({ stream: true, tools }) })] }, catalogue)
    expect(new Set(all.map(({ symptom }) => symptom)).size).toBeGreaterThan(15)
  })
})

describe('what was exercised, in words', () => {
  it('is how much, and the calls that were exercised least', () => {
    const calls = [
      failed({ ...fired('overloaded') }),
      call({ startedAt: 1_000 }),
      call({ provider: 'anthropic', endpoint: 'messages', key: 'other' }),
    ]
    expect(formatExercise(exerciseIn({ calls }, [overloaded, truncated]))).toBe(
      '1 of 6 combinations of call, attempt, phase and fault class; least tried: first retries of openai chat (0 of 2), first attempts of anthropic messages (0 of 2)',
    )
  })

  it('names no call if all was exercised, and is nothing if nothing can fail', () => {
    expect(formatExercise(exerciseIn({ calls: [failed(fired('overloaded'))] }, [overloaded]))).toBe(
      '1 of 1 combinations of call, attempt, phase and fault class',
    )
    expect(formatExercise([])).toBeUndefined()
  })
})
