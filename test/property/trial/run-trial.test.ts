import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { brownout, openai } from '../../../src/index.ts'
import { defineProperty, held, violated, type Property } from '../../../src/kit.ts'
import type { Task } from '../../../src/property/index.ts'
import { runTrial, violationsIn, type TrialResult } from '../../../src/property/trial/run-trial.ts'
import { joinTime } from '../../../src/property/trial/join-time.ts'
import type { Trial } from '../../../src/property/trial/trial.ts'
import { askOpenAI, openaiClient, streamOpenAI } from '../apps.ts'

const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
const server = setupServer(...chaos.handlers)

beforeAll(() => server.listen())
afterEach(() => chaos.reset('tuesday'))
afterAll(() => server.close())

const overloadedOnce: Trial = { injections: [{ fault: 'overloaded', parameters: {}, trigger: { first: 1 } }], variation: 0 }
const nothing: Trial = { injections: [], variation: 0 }

async function resultOf(trial: Trial, task: Task, properties: readonly Property[]): Promise<TrialResult> {
  const { session, stop } = joinTime('this test', 'tuesday')
  try {
    const judgeRehearsal = (): Promise<[]> => Promise.resolve([])
    const setting = { chaos, makeTask: () => task, session, limit: 60_000, seed: 'tuesday', always: [], faults: [], judgeRehearsal }
    return await runTrial(trial, properties, setting)
  } finally {
    stop()
  }
}

function judging(judge: Property['judge'], judgesAborts = false): Property {
  return defineProperty({ id: 'judging', statement: 'all is well', hint: 'Look.', judge, judgesAborts })
}

const resolves = judging(({ outcome }) => (outcome.settlement.type === 'value' ? held : violated('the task rejected')))

/** Whether each run that was judged was aborted. */
async function abortsJudged(judgesAborts: boolean, judge: Property['judge'] = () => held): Promise<boolean[]> {
  const aborts: boolean[] = []
  const watching = judging((evidence) => {
    aborts.push(evidence.outcome.abortedAt !== undefined)
    return judge(evidence)
  }, judgesAborts)
  await resultOf(nothing, ({ signal }) => streamOpenAI(signal), [watching])
  return aborts
}

describe('a trial', () => {
  it('judges what the app did under the plan', async () => {
    const result = await resultOf(overloadedOnce, () => askOpenAI(), [resolves])
    expect(result.journal.calls).toMatchObject([{ fired: [{ fault: 'overloaded' }], ending: 'refused' }])
    expect(violationsIn(result)[0]).toMatchObject({ property: resolves, verdict: violated('the task rejected') })
  })

  it('does the same every time, on a journal of its own', async () => {
    const [first, again] = [
      await resultOf(overloadedOnce, () => askOpenAI(), [resolves]),
      await resultOf(overloadedOnce, () => askOpenAI(), [resolves]),
    ]
    expect(again.journal).not.toBe(first.journal)
    expect(JSON.stringify(again.journal)).toBe(JSON.stringify(first.journal))
  })

  it('takes a variation of the seed', async () => {
    const result = await resultOf({ ...nothing, variation: 7 }, () => askOpenAI(), [resolves])
    expect(result.journal.seed).toBe('tuesday/7')
  })

  it('is inconclusive about a property that held while no fault fired', async () => {
    const { judgments } = await resultOf(nothing, () => askOpenAI(), [resolves])
    expect(judgments.map(({ verdict }) => verdict)).toEqual([{ type: 'inconclusive', why: 'nothing was injected' }])
  })

  it('runs the task once more, aborted midway, only for a property that judges aborts', async () => {
    expect(await abortsJudged(false)).toEqual([false])
    expect(await abortsJudged(true)).toEqual([false, true])
  })

  it('does not abort the task for a property that was violated without that', async () => {
    expect(await abortsJudged(true, () => violated('it was'))).toEqual([false])
  })

  it.for([
    ['a boolean', true, 'returned true: expected held'],
    ['nothing', undefined, 'returned undefined: expected held'],
    ['a promise', Promise.resolve(held), 'returned a promise: expected held'],
  ] as const)('refuses a property that returns %s', async ([, verdict, message]) => {
    await expect(resultOf(nothing, () => askOpenAI(), [judging(() => verdict as never)])).rejects.toThrow(message)
  })
  it('judges an aborted first run only by a property that judges aborts, and does not abort it again', async () => {
    const delay = { fault: 'slow-first-token', parameters: { by: 3_000 }, trigger: {} }
    const aborted: Trial = { injections: [delay], variation: 0, script: [{ after: 0, copies: 1, abortAfter: 1_000 }] }
    const ask: Task = ({ signal }) => askOpenAI(openaiClient(), signal)
    expect((await resultOf(aborted, ask, [judging(() => violated('it was'))])).judgments).toEqual([])
    const { judgments } = await resultOf(aborted, ask, [judging(() => held, true)])
    expect(judgments.map(({ evidence }) => evidence.outcome.abortedAt)).toEqual([1_000])
  })

  it('judges the first run of several by its own calls', async () => {
    const several: Trial = {
      ...nothing,
      script: [
        { after: 0, copies: 1 },
        { after: 600_000, copies: 1 },
      ],
    }
    const { judgments, journal } = await resultOf(several, () => askOpenAI(), [judging(() => violated('it was'))])
    expect(judgments.map(({ evidence }) => evidence.journal.calls.map(({ startedAt }) => startedAt))).toEqual([[0]])
    expect(journal.calls).toHaveLength(2)
  })
})
