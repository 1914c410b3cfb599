import { describe } from 'vitest'
import { slowFirstToken } from '../../../faults/index.ts'
import type { Chaos } from '../../../src/index.ts'
import { CallOwnership } from '../../../src/property/trial/call-ownership.ts'
import { Observed } from '../../../src/property/trial/observed.ts'
import { rehearse } from '../../../src/property/trial/rehearse.ts'
import { singleRun } from '../../../src/engine/plan/script.ts'
import type { Task } from '../../../src/property/trial/run-task.ts'
import { areApart, areToldApart, tasksOf } from '../../../src/property/verdict/tasks.ts'
import type { Evidence } from '../../../src/property/verdict/evidence.ts'
import { activeSession } from '../../../src/time/index.ts'
import { realClock } from '../../../src/engine/model/clock.ts'
import { expect, test } from '../../../src/vitest/index.ts'
import { ask, sleep } from '../apps.ts'

async function evidenceOf(chaos: Chaos, task: Task): Promise<Evidence> {
  const setting = { chaos, makeTask: () => task, session: activeSession(), limit: 60_000 }
  const found: Evidence[] = []
  await rehearse(setting, { seed: 'tuesday', script: singleRun, injections: [slowFirstToken({ by: '1s' })] }, (evidence) =>
    found.push(evidence),
  )
  return found[0]!
}

/** The questions of the calls of each task. */
function questionsOf(evidence: Evidence): readonly (readonly string[])[] {
  return tasksOf(evidence).map(({ calls }) =>
    calls.flatMap(({ call }) => call.messages.flatMap(({ parts }) => parts.map((part) => ('text' in part ? part.text : '')))),
  )
}

/** A queue as p-queue has it: the end of one job starts the next, in the context of the one that ended. */
function oneAtATime(): <Value>(work: () => Promise<Value>) => Promise<Value> {
  const waiting: (() => void)[] = []
  let isBusy = false
  const next = (): void => {
    const start = waiting.shift()
    isBusy = start !== undefined
    start?.()
  }
  return (work) =>
    new Promise((resolve, reject) => {
      waiting.push(() => void work().then(resolve, reject).finally(next))
      if (!isBusy) next()
    })
}

const names = ['Ada', 'Bob'] as const

describe('the owner of a call', () => {
  test('is the task whose code made it, also if tasks run at the same time', async ({ chaos }) => {
    const evidence = await evidenceOf(chaos, ({ observe }) =>
      Promise.all(
        names.map((name) =>
          observe.task(name, async () => {
            await ask(`First of ${name}`)
            observe.effect(`noted ${name}`)
            return ask(`Second of ${name}`)
          }),
        ),
      ),
    )
    const tasks = tasksOf(evidence)
    expect(questionsOf(evidence)).toEqual(names.map((name) => [`First of ${name}`, `Second of ${name}`]))
    expect(tasks.map(({ effects }) => effects.map(({ text }) => text))).toEqual([['noted Ada'], ['noted Bob']])
    expect([areApart(tasks), areToldApart(evidence.outcome.effects, evidence)]).toEqual([true, true])
  })

  test('is kept by a timer', async ({ chaos }) => {
    const evidence = await evidenceOf(chaos, ({ observe }) =>
      Promise.all(
        names.map((name) =>
          observe.task(name, () => new Promise((resolve) => void setTimeout(() => void ask(`Later of ${name}`).then(resolve), 500))),
        ),
      ),
    )
    expect(questionsOf(evidence)).toEqual([['Later of Ada'], ['Later of Bob']])
    expect(areApart(tasksOf(evidence))).toBe(true)
  })

  test('is also the task around it', async ({ chaos }) => {
    const evidence = await evidenceOf(chaos, ({ observe }) =>
      observe.task('batch', async (batch) => {
        await ask('Of the batch')
        return Promise.all(names.map((name) => batch.task(name, () => ask(`Of ${name}`))))
      }),
    )
    expect(questionsOf(evidence)).toEqual([['Of the batch', 'Of Ada', 'Of Bob'], ['Of Ada'], ['Of Bob']])
  })

  test('is not certain if a shared queue runs the work of one task in the context of another', async ({ chaos }) => {
    const evidence = await evidenceOf(chaos, ({ observe }) => {
      const queued = oneAtATime()
      return Promise.all(
        names.map((name) =>
          observe.task(name, () =>
            queued(async () => {
              const text = await ask(`Of ${name}`)
              observe.effect('noted')
              return text
            }),
          ),
        ),
      )
    })
    expect(areApart(tasksOf(evidence))).toBe(false)
    expect(areToldApart(evidence.outcome.effects, evidence)).toBe(false)
  })

  test('assigns no owner to calls that an earlier run left open', async ({ chaos }) => {
    let left: Promise<unknown> = Promise.resolve()
    const begun = Promise.withResolvers<void>()
    await evidenceOf(chaos, ({ observe }) => observe.task('first', () => void (left = begun.promise.then(() => ask('Left behind')))))
    const evidence = await evidenceOf(chaos, async ({ observe }) => {
      begun.resolve()
      await left
      return observe.task('second', () => ask('Of the second'))
    })
    expect(evidence.journal.calls).toHaveLength(2)
    expect(evidence.outcome.tasks.map(({ made }) => made?.length)).toEqual([1])
  })

  test('does not change the journal', async ({ chaos }) => {
    const plain = await evidenceOf(chaos, () => ask('Where is my parcel?'))
    const marked = await evidenceOf(chaos, ({ observe }) => observe.task('one', () => ask('Where is my parcel?')))
    expect(JSON.stringify(marked.journal)).toBe(JSON.stringify(plain.journal))
  })
})

test('a copy that sleeps keeps what it reports apart', async ({ chaos }) => {
  expect(chaos.journal.calls).toEqual([])
  const ownership = new CallOwnership()
  const copies = names.map((_, copy) => new Observed(realClock(), ownership, copy))
  await Promise.all(
    copies.map((observed, copy) =>
      observed.run(async () => {
        await sleep(10)
        observed.observe.effect(names[copy]!)
      }),
    ),
  )
  expect(copies.map((observed) => observed.all(0, { type: 'value', value: '' }).effects.map(({ text }) => text))).toEqual([
    ['Ada'],
    ['Bob'],
  ])
})
