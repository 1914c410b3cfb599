import { activeSession } from '../../../src/time/index.ts'
import { runTask, type Task } from '../../../src/property/trial/run-task.ts'
import type { Outcome } from '../../../src/property/index.ts'
import { describe, expect, test } from '../../../src/vitest/index.ts'
import { sleep } from '../apps.ts'

function outcomeOf(task: Task): Promise<Outcome> {
  return runTask(task, { session: activeSession(), seed: 'tuesday', limit: 60_000, isOpen: () => false })
}

describe('what an app reports', () => {
  // The fixture puts virtual time in force, which these runs take part in.
  test('assigns each report to one of the tasks at the same time', async ({ chaos }) => {
    expect(chaos.journal.calls).toEqual([])
    const { tasks, streamed, effects, alerts } = await outcomeOf(({ observe }) =>
      Promise.all(
        ['Ada', 'Bob'].map((name, index) =>
          observe.task({ name, tenant: name }, async (own) => {
            await sleep(100 * (index + 1))
            own.streamed(`Hello ${name}.`)
            own.retracted()
            own.effect('refund', { name: 'refund', arguments: { order: name } })
            own.alert(`${name} was paid back`)
            await sleep(1_000)
            return name
          }),
        ),
      ),
    )
    const value = (name: string): object => ({ type: 'value', value: name })
    expect(tasks).toEqual([
      { name: 'Ada', tenant: 'Ada', startedAt: 0, settledAt: 1_100, settlement: value('Ada'), made: [] },
      { name: 'Bob', tenant: 'Bob', startedAt: 0, settledAt: 1_200, settlement: value('Bob'), made: [] },
    ])
    expect(streamed).toMatchObject([
      { at: 100, text: 'Hello Ada.', task: 0 },
      { at: 100, text: '', retracts: true, task: 0 },
      { at: 200, text: 'Hello Bob.', task: 1 },
      { at: 200, text: '', retracts: true, task: 1 },
    ])
    expect(effects.map(({ task, tool }) => [task, tool])).toEqual([
      [0, { name: 'refund', arguments: { order: 'Ada' } }],
      [1, { name: 'refund', arguments: { order: 'Bob' } }],
    ])
    expect(alerts.map(({ task }) => task)).toEqual([0, 1])
  })

  test('gives what a task gives, and throws what it throws', async ({ chaos }) => {
    expect(chaos.journal.calls).toEqual([])
    const error = new Error('no')
    const { settlement, tasks } = await outcomeOf(async ({ observe }) => {
      const value = await observe.task('gives', () => 7)
      await observe.task('throws', () => Promise.reject(error)).catch(() => {})
      return value
    })
    expect(settlement).toEqual({ type: 'value', value: 7 })
    expect(tasks.map((task) => task.settlement)).toEqual([
      { type: 'value', value: 7 },
      { type: 'error', error },
    ])
  })

  test('counts a task that is still open at the end as stuck', async ({ chaos }) => {
    expect(chaos.journal.calls).toEqual([])
    const { tasks, settledAt } = await outcomeOf(async ({ observe }) => {
      void observe.task('left behind', () => sleep(10_000))
      await sleep(50)
    })
    expect(settledAt).toBe(50)
    expect(tasks).toMatchObject([{ name: 'left behind', startedAt: 0, settledAt: 50, settlement: { type: 'stuck' } }])
  })
})
