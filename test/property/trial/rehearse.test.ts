import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { overloaded, slowFirstToken } from '../../../faults/index.ts'
import { brownout, defineFault, openai, type Injection } from '../../../src/index.ts'
import type { Script } from '../../../src/engine/plan/script.ts'
import type { Evidence, Task } from '../../../src/property/index.ts'
import { joinTime } from '../../../src/property/trial/join-time.ts'
import { rehearse, type Rehearsal } from '../../../src/property/trial/rehearse.ts'
import { anyTraits } from '../../engine/traits.ts'
import { askOpenAI, openaiClient, sleep } from '../apps.ts'

const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
let release = (): void => {}

beforeAll(() => void (release = chaos.intercept()))
afterEach(() => chaos.reset('tuesday'))
afterAll(() => release())

const once = { after: 0, copies: 1 }
const later = { after: 600_000, copies: 1 }

interface Rehearsing {
  readonly script: Script
  readonly injections?: readonly Injection[]
  readonly limit?: number
  readonly firstRun?: (evidence: Evidence) => void
}

async function rehearsalOf(task: Task, { script, injections = [], limit = 60_000, firstRun }: Rehearsing): Promise<Rehearsal> {
  const { session, stop } = joinTime('this test', 'tuesday')
  try {
    return await rehearse({ chaos, makeTask: () => task, session, limit }, { seed: 'tuesday', script, injections }, firstRun)
  } finally {
    stop()
  }
}

/** How each copy of each run ended. */
function endingsOf({ runs }: Rehearsal): string[][] {
  return runs.map(({ copies }) => copies.map(({ outcome }) => outcome.settlement.type))
}

describe('a rehearsal', () => {
  it('has its runs on one clock, each a while after the end of the one before', async () => {
    const { runs } = await rehearsalOf(() => sleep(2_000), { script: [once, later, once] })
    // A run is over a second after it settled.
    expect(runs.map(({ startedAt, endedAt }) => [startedAt, endedAt])).toEqual([
      [0, 3_000],
      [603_000, 606_000],
      [606_000, 609_000],
    ])
    expect(runs.map(({ copies }) => copies[0]!.outcome.startedAt)).toEqual([0, 603_000, 606_000])
  })

  it('waits before its first run, if it sets a wait', async () => {
    const { runs } = await rehearsalOf(() => askOpenAI(), { script: [later] })
    expect(runs[0]!.startedAt).toBe(600_000)
    expect(runs[0]!.calls.map(({ startedAt }) => startedAt)).toEqual([600_000])
  })

  it('gives each run its calls, and has faults in force in the runs that they name', async () => {
    const { runs, journal } = await rehearsalOf(() => askOpenAI(), { script: [once, later, once], injections: [overloaded().inRun(2)] })
    expect(runs.map(({ calls }) => calls.map(({ ending, inRun }) => [ending, inRun]))).toEqual([
      [['complete', undefined]],
      [['refused', 2]],
      [['complete', 3]],
    ])
    expect(journal.calls).toEqual(runs.flatMap(({ calls }) => calls))
  })

  it('lets the first run be judged before the next begins, by its own calls', async () => {
    let started = 0
    const heard: unknown[] = []
    const firstRun = ({ journal, outcome }: Evidence): void => void heard.push([started, journal.calls.length, outcome.settlement.type])
    await rehearsalOf(
      () => {
        started++
        return askOpenAI()
      },
      { script: [once, once], firstRun },
    )
    expect(heard).toEqual([[1, 1, 'value']])
  })

  it('runs copies at the same time, whose first run is judged by no property', async () => {
    const heard: unknown[] = []
    const rehearsal = await rehearsalOf(() => sleep(500).then(() => askOpenAI()), {
      script: [{ after: 0, copies: 3 }],
      firstRun: (evidence) => void heard.push(evidence),
    })
    expect(endingsOf(rehearsal)).toEqual([['value', 'value', 'value']])
    expect(rehearsal.runs[0]!.calls.map(({ startedAt }) => startedAt)).toEqual([500, 500, 500])
    expect(heard).toEqual([])
  })

  it('aborts the first copy alone', async () => {
    const ask: Task = ({ signal }) => askOpenAI(openaiClient(), signal)
    const script = [{ after: 0, copies: 2, abortAfter: 1_000 }]
    const { runs } = await rehearsalOf(ask, { script, injections: [slowFirstToken({ by: '3s' })] })
    const [first, second] = runs[0]!.copies.map(({ outcome }) => outcome)
    expect(first).toMatchObject({ abortedAt: 1_000, settledAt: 1_000, settlement: { type: 'error' } })
    expect(second).toMatchObject({ abortedAt: undefined, settledAt: 3_000, settlement: { type: 'value' } })
    expect(new Set(runs[0]!.calls.map(({ ending }) => ending))).toEqual(new Set(['aborted', 'complete']))
  })

  it('does not abort what has settled before', async () => {
    const { runs } = await rehearsalOf(() => askOpenAI(), { script: [{ after: 0, copies: 1, abortAfter: 1_000 }, once] })
    expect(runs.map(({ copies }) => copies[0]!.outcome.abortedAt)).toEqual([undefined, undefined])
  })

  it('continues after a run that is stuck, with the same limit for the next', async () => {
    let started = 0
    const task = (): Promise<unknown> => (++started === 1 ? new Promise(() => {}) : sleep(50_000))
    expect(endingsOf(await rehearsalOf(task, { script: [once, later, once] }))).toEqual([['stuck'], ['value'], ['value']])
    expect(endingsOf(await rehearsalOf(() => sleep(70_000), { script: [once] }))).toEqual([['stuck']])
  })

  it('ends after two runs that are stuck', async () => {
    const rehearsal = await rehearsalOf(() => new Promise(() => {}), { script: [once, later, once, once] })
    expect(endingsOf(rehearsal)).toEqual([['stuck'], ['stuck']])
  })

  it('assigns an effect long after its run to that run, with its time', async () => {
    const task: Task = ({ observe }) => {
      setTimeout(() => observe.effect('mail'), 5_000)
      return 'done'
    }
    const { runs } = await rehearsalOf(task, { script: [once, later] })
    expect(runs.map(({ copies }) => copies[0]!.outcome.effects.map(({ at, text }) => [at, text]))).toEqual([[[5_000, 'mail']], []])
  })

  it('keeps each value as it was when its run ended', async () => {
    const shared = { answers: [] as string[] }
    let count = 0
    const task = (): unknown => {
      shared.answers.push(`answer ${++count}`)
      return shared
    }
    const { runs } = await rehearsalOf(task, { script: [once, once] })
    expect(runs.map(({ copies }) => copies[0]!.value)).toEqual([{ answers: ['answer 1'] }, { answers: ['answer 1', 'answer 2'] }])
  })

  it('hears of a promise that rejects in a later run', async () => {
    let started = 0
    const task = (): void => {
      if (++started === 2) void Promise.reject(new Error('lost'))
    }
    const { runs } = await rehearsalOf(task, { script: [once, once] })
    expect(runs.map(({ copies }) => copies[0]!.outcome.uncaught.map(({ text }) => text))).toEqual([[], ['Error: lost']])
  })

  it('fails with a fault that throws in a later run', async () => {
    const faulty = defineFault({
      name: 'faulty',
      summary: 'throws',
      ...anyTraits,
      sources: [],
      breaks: [],
      parameters: z.object({}),
      answer: () => {
        throw new TypeError('oh no')
      },
    })
    const rehearsing = rehearsalOf(() => askOpenAI().catch(() => 'Sorry'), { script: [once, once], injections: [faulty().inRun(2)] })
    await expect(rehearsing).rejects.toThrow('The fault "faulty" failed in its answer stage.')
  })

  it('can be replayed with its incident file after any other rehearsals', async () => {
    const { incident, journal } = await rehearsalOf(() => askOpenAI().catch(() => 'Sorry'), {
      script: [once, later],
      injections: [overloaded().inRun(1)],
    })
    await rehearsalOf(() => 'nothing', { script: [once] })
    expect(incident()).toMatchObject({
      seed: 'tuesday',
      script: [once, later],
      plan: { injections: [{ fault: 'overloaded', trigger: { inRun: [1] } }] },
    })
    expect(JSON.stringify(incident().journal)).toBe(JSON.stringify(journal))
  })
})
