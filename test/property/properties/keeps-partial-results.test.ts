import { overloaded } from '../../../faults/index.ts'
import { faultsOf, keepsPartialResults, type Observe, type Task } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { ask, failureOf, timesKept } from '../apps.ts'
import { evidence } from './evidence.ts'

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
  test('is kept where each result is saved as it comes', async ({ chaos }) => {
    const app = batch((observe, item) => observe.effect(`saved ${item}`), rethrow)
    expect(await timesKept(chaos, app, property, faults, 3)).toBeGreaterThan(0)
  })

  test('is kept where the error carries what was finished', async ({ chaos }) => {
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

  test('is broken where one failure loses the batch', async ({ chaos }) => {
    const failure = await failureOf(
      chaos,
      batch(() => {}, rethrow),
      { faults, properties: [property] },
    )
    expect(failure.message).toContain('parcel 101 was finished, parcel 103 failed, and what parcel 101 had brought is lost')
  })

  test('says nothing without several tasks', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })
})
