import { overloaded } from '../../../faults/index.ts'
import { faultsOf, keepsPartialResults, type Observe, type Task, type TaskOutcome } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { ask, failureOf, timesKept } from '../apps.ts'
import { asked, call, evidence } from './evidence.ts'

const property = keepsPartialResults()
const faults = faultsOf(overloaded().nth(3))

/** Translates one text after another. */
function batch(keep: (observe: Observe, item: string, text: string) => void, giveUp: (error: unknown) => never): Task {
  return async ({ observe }) => {
    const texts: string[] = []
    for (const item of ['parcel 101', 'parcel 102', 'parcel 103']) {
      try {
        const text = await observe.task(item, () => ask(`Where is ${item}?`))
        keep(observe, item, text)
        texts.push(text)
      } catch (error) {
        giveUp(error)
      }
    }
    return texts
  }
}

const rethrow = (error: unknown): never => {
  throw error
}

describe('keepsPartialResults', () => {
  test('holds if each result is saved when it arrives', async ({ chaos }) => {
    const app = batch((observe, item) => observe.effect(`saved ${item}`), rethrow)
    expect(await timesKept(chaos, app, property, faults, 3)).toBeGreaterThan(0)
  })

  test('holds if the error has the finished results', async ({ chaos }) => {
    const app: Task = (tools) => {
      const finished: string[] = []
      return batch(
        (_observe, _item, text) => finished.push(text),
        (error) => {
          throw Object.assign(new Error('The batch is not whole', { cause: error }), { finished })
        },
      )(tools)
    }
    expect(await timesKept(chaos, app, property, faults, 3)).toBeGreaterThan(0)
  })

  test('is violated if one failure loses the batch', async ({ chaos }) => {
    const failure = await failureOf(
      chaos,
      batch(() => {}, rethrow),
      { faults, properties: [property] },
    )
    expect(failure.message).toContain('parcel 101 was finished, parcel 103 failed, and the result of parcel 101 is lost')
  })

  const done = (name: string, value: unknown, at = 0): TaskOutcome => ({
    name,
    startedAt: at,
    settledAt: at + 10,
    settlement: { type: 'value', value },
  })
  const lost = (name: string, at = 20): TaskOutcome => ({
    name,
    startedAt: at,
    settledAt: at + 10,
    settlement: { type: 'error', error: new Error('503') },
  })
  const rejected = { type: 'error', error: new Error('503') } as const
  const batchOf = (...more: readonly TaskOutcome[]): Parameters<typeof evidence>[0] => ({
    tasks: [done('one', 'Eins.'), ...more],
    settlement: rejected,
  })
  const review = asked({ messages: [{ role: 'user', parts: [{ type: 'text', text: 'Review this: Eins.' }] }] })

  test.for([
    [
      'returns everything with Promise.allSettled',
      { ...batchOf(lost('two')), settlement: { type: 'value', value: [{ value: 'Eins.' }, { status: 'rejected' }] } },
      'held',
    ],
    ['sums up what it has', { ...batchOf(lost('two')), settlement: { type: 'value', value: { finished: 1, failed: 1 } } }, 'remark'],
    [
      'saves the text under a name of its own',
      { ...batchOf(lost('two')), effects: [{ at: 5, text: 'row 1', tool: { name: 'save', arguments: { text: 'Eins.' } } }] },
      'held',
    ],
    ['has shown each text', { ...batchOf(lost('two')), streamed: [{ at: 5, text: 'Eins.' }] }, 'held'],
    [
      'works in steps that build on each other',
      { ...batchOf(lost('two')), calls: [call({ startedAt: 25, call: review })] },
      'inconclusive',
    ],
    ['repeats what failed', { ...batchOf(lost('two'), done('two', 'Zwei.', 40)) }, 'inconclusive'],
  ] as const)('does not accuse an app that %s', ([, given, expected]) => {
    expect(property.judge(evidence(given)).type).toBe(expected)
  })

  test('is inconclusive without several tasks', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })
})
