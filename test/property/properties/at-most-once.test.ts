import { repeatedToolCall } from '../../../faults/index.ts'
import { atMostOnce, faultsOf, type Task, type TaskOutcome } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { failureOf, openaiClient, refundTool, timesKept } from '../apps.ts'
import { evidence } from './evidence.ts'

const property = atMostOnce()
const faults = faultsOf(repeatedToolCall)

/** Makes the payment that the model requests, unless it was made before. */
async function payBack(isDone: (order: string) => boolean, done: (order: string) => void): Promise<void> {
  const { choices } = await openaiClient().chat.completions.create({
    model: 'gpt-4o',
    messages: [{ role: 'user', content: 'Please refund A-77.' }],
    tools: [refundTool],
  })
  for (const call of choices[0]!.message.tool_calls ?? []) {
    const { order } = JSON.parse(call.type === 'function' ? call.function.arguments : '{}') as { order: string }
    if (!isDone(order)) done(order)
  }
}

describe('atMostOnce', () => {
  test('holds if the order is the key', async ({ chaos }) => {
    const app: Task = ({ observe }) => {
      const paid = new Set<string>()
      return payBack(
        (order) => paid.has(order),
        (order) => {
          paid.add(order)
          observe.effect(`refund ${order}`)
        },
      )
    }
    expect(await timesKept(chaos, app, property, faults)).toBeGreaterThan(0)
  })

  test('is violated if each call of the tool pays', async ({ chaos }) => {
    const app: Task = ({ observe }) =>
      payBack(
        () => false,
        (order) => observe.effect(`refund ${order}`),
      )
    const failure = await failureOf(chaos, app, { faults, properties: [property] })
    expect(failure.message).toContain('"refund A-77" happened 2 times in the task')
  })

  test('judges each task by itself', () => {
    const tasks = ['Ada', 'Bob'].map((name) => ({ name, startedAt: 0, settledAt: 10, settlement: { type: 'value', value: '' } as const }))
    const effects = [
      { at: 1, text: 'refund', task: 0 },
      { at: 1, text: 'refund', task: 1 },
    ]
    expect(property.judge(evidence({ tasks, effects })).type).toBe('held')
    expect(property.judge(evidence({ tasks, effects: [...effects, { at: 2, text: 'refund', task: 1 }] }))).toEqual({
      type: 'violated',
      how: '"refund" happened 2 times in Bob',
    })
    expect(property.judge(evidence({ tasks, effects: [{ at: 1, text: 'refund' }] })).type).toBe('inconclusive')
  })

  test.for([
    [
      'refunds two orders with one key',
      [
        { at: 1, text: 'refund', tool: { name: 'refund', arguments: { order: 'A-77' } } },
        { at: 2, text: 'refund', tool: { name: 'refund', arguments: { order: 'B-12' } } },
      ],
      'remark',
    ],
    [
      'saves each item of a batch with its own key',
      [
        { at: 1, text: 'saved 1' },
        { at: 2, text: 'saved 2' },
      ],
      'held',
    ],
    [
      'sends an effect again with its idempotency key',
      [
        { at: 1, text: 'refund', key: '7' },
        { at: 2, text: 'refund', key: '7' },
      ],
      'held',
    ],
    [
      'sends two effects of one name',
      [
        { at: 1, text: 'refund', key: '7' },
        { at: 2, text: 'refund', key: '8' },
      ],
      'held',
    ],
    [
      'serves two users who get the same',
      [
        { at: 1, text: 'mail', task: 0 },
        { at: 2, text: 'mail', task: 1 },
      ],
      'held',
    ],
  ] as const)('does not accuse an app that %s', ([, effects, expected]) => {
    const task = (name: string, startedAt: number): TaskOutcome => ({
      name,
      startedAt,
      settledAt: startedAt + 1,
      settlement: { type: 'value', value: '' },
    })
    const tasks = effects.some((effect) => 'task' in effect) ? [task('Ada', 0), task('Bob', 2)] : []
    expect(property.judge(evidence({ tasks, effects })).type).toBe(expected)
  })

  test('can judge all tasks of a run together', () => {
    const effects = [0, 1].map((task) => ({ at: task, text: 'charge 7', task }))
    const own = atMostOnce('charge 7', { acrossTasks: true })
    expect(own.id).toBe('at-most-once(charge 7, across tasks)')
    expect(own.judge(evidence({ effects }))).toEqual({ type: 'violated', how: '"charge 7" happened 2 times in the run' })
  })

  test('is inconclusive without effects', () => {
    expect(property.judge(evidence({})).type).toBe('inconclusive')
  })
})
