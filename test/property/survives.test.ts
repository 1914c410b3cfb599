import { setupServer } from 'msw/node'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { catalogue } from '../../faults/catalogue.ts'
import {
  connectionReset,
  overloaded,
  rateLimited,
  serverError,
  slowFirstToken,
  splitBytes,
  stalledStream,
  truncatedStream,
} from '../../faults/index.ts'
import { anthropic, brownout, defineFault, openai, readIncident, virtualTime, type Incident } from '../../src/index.ts'
import {
  abortPropagates,
  anyFault,
  coverageTable,
  fallsBack,
  faultsOf,
  InconclusiveError,
  noSilentTruncation,
  retriesAtMost,
  settlesWithin,
  survives,
  defaultProperties,
  type Property,
  type ResilienceError,
} from '../../src/property/index.ts'
import { askOpenAI, failureOf, openaiClient, sleep, streamOpenAI } from './apps.ts'
import { anyTraits } from '../engine/traits.ts'

const chaos = brownout({ seed: 'tuesday', providers: [openai(), anthropic()] })
const server = setupServer(...chaos.handlers)

beforeAll(() => server.listen())
afterEach(() => chaos.reset())
afterAll(() => server.close())

const gullible = async (): Promise<string> => (await streamOpenAI(AbortSignal.timeout(30_000))).text
const polite = (): Promise<string> => askOpenAI().catch(() => 'Sorry, not now.')

/** A property that any app keeps, and that records what it saw. */
function watching(see: Property['judge'] = () => ({ type: 'held' })): Property {
  return { id: 'watching', statement: 'all is seen', hint: 'look', judge: see }
}

describe('an app that survives', () => {
  it('is tried as often as the option sets, and reported on', async () => {
    const report = await survives(chaos, polite, {
      faults: faultsOf(overloaded, serverError),
      runs: 40,
      properties: [retriesAtMost(0), settlesWithin('1s')],
    })
    expect(report.runs).toBe(40)
    expect(report.properties['retries-at-most(0)']).toMatchObject({
      held: expect.any(Number) as number,
      inconclusive: expect.any(Number) as number,
    })
    expect(report.fired['overloaded']).toBeGreaterThan(0)
    expect(report.neverFired).toEqual([])
  })

  it('is informed of faults that never fired', async () => {
    const report = await survives(chaos, polite, {
      faults: faultsOf(overloaded, truncatedStream({ afterDeltas: 500 })),
      runs: 10,
      properties: [retriesAtMost(0)],
    })
    expect(report.neverFired).toEqual(['truncated-stream'])
  })

  it('runs each time from an empty journal and a clock at 0', async () => {
    const starts: number[] = []
    const see: Property['judge'] = ({ journal }) => {
      starts.push(...journal.calls.map((call) => call.startedAt))
      return { type: 'held' }
    }
    await survives(chaos, polite, { faults: faultsOf(slowFirstToken({ by: '1m' })), runs: 5, properties: [watching(see)], baseline: false })
    expect(starts).toEqual([0, 0, 0, 0, 0])
  })

  it('is allowed to take any time', async () => {
    const report = await survives(chaos, () => polite().then(() => sleep(3_600_000)), {
      faults: faultsOf(overloaded),
      runs: 2,
      properties: [watching()],
    })
    expect(report.runs).toBe(2)
  })

  it('is not disturbed by what an earlier run has left behind', async () => {
    const late: string[] = []
    const littering = async (): Promise<void> => {
      setTimeout(() => void late.push('rang'), 3_600_000)
      await polite()
    }
    const faults = faultsOf(slowFirstToken({ by: '10m' }))
    await survives(chaos, littering, { faults, runs: 20, properties: [watching()], baseline: false })
    expect(late).toEqual([])
  })

  it('joins virtual time that is in force', async () => {
    const report = await virtualTime(() =>
      survives(chaos, polite, { faults: faultsOf(slowFirstToken({ by: '5m' })), runs: 5, properties: [settlesWithin('6m')] }),
    )
    expect(report.runs).toBe(5)
  })

  it('can be tried in real time', async () => {
    const report = await survives(chaos, polite, { faults: faultsOf(overloaded), runs: 5, time: 'real', properties: [retriesAtMost(0)] })
    expect(report.runs).toBe(5)
  })
})

describe('the plans', () => {
  it('let chance fall differently from run to run', async () => {
    chaos.inject(overloaded().chance(0.5))
    const report = await survives(chaos, polite, { runs: 60, properties: [retriesAtMost(0)], baseline: false })
    expect(report.fired['overloaded']).toBeGreaterThan(5)
    expect(report.fired['overloaded']).toBeLessThan(50)
    expect(chaos.seed).toBe('tuesday')
  })

  it('are drawn from the faults injected into the chaos if no faults are given', async () => {
    chaos.inject(overloaded().for('openai'), serverError())
    const report = await survives(chaos, polite, { runs: 20, properties: [retriesAtMost(0)] })
    expect(Object.keys(report.fired).toSorted()).toEqual(['overloaded', 'server-error'])
  })

  it('are added to the faults injected into the chaos if faults are given', async () => {
    chaos.inject(slowFirstToken({ by: '2s' }))
    const failure = await failureOf(chaos, () => askOpenAI(), { faults: faultsOf(overloaded), properties: [settlesWithin('1s')] })
    expect(failure.plan.injections.map(({ fault }) => fault)).toEqual(['slow-first-token'])
  })

  it('begin without faults, so that an app which is wrong without a fault is reported as such', async () => {
    const failure = await failureOf(chaos, () => sleep(2_000), { faults: anyFault(), properties: [settlesWithin('1s')] })
    expect(failure.plan.injections).toEqual([])
    expect(failure.message).toContain('caused by no fault at all\n            (in the first run, before any fault was injected)')
  })

  it('show what one fault can show within the first run of each', async () => {
    const failure = await failureOf(chaos, gullible, { faults: anyFault(), runs: 30, properties: [noSilentTruncation()] })
    expect(failure.plan.injections.map(({ fault }) => fault)).toEqual(['truncated-stream'])
  })

  it('show what only a fault on a later call can show', async () => {
    const twice = async (): Promise<string> =>
      `${await polite()} ${(await openaiClient().chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'And then?' }] })).id}`
    const isCaught: Property['judge'] = ({ journal, outcome }) =>
      outcome.settlement.type === 'error' && journal.calls[0]!.ending === 'complete'
        ? { type: 'violated', how: 'the second call is not guarded' }
        : { type: 'held' }
    const failure = await failureOf(chaos, twice, {
      faults: faultsOf(connectionReset),
      atMost: 1,
      runs: 10,
      properties: [watching(isCaught)],
    })
    expect(failure.plan.injections).toMatchObject([{ fault: 'connection-reset' }])
    expect(failure.journal.calls.map(({ fired }) => fired.length)).toEqual([0, 1])
  })
})

describe('default values', () => {
  it('uses any fault and the usual properties', async () => {
    const failure = await failureOf(chaos, gullible)
    expect(failure.property).toBe('no-silent-truncation')
    expect(failure.plan.injections).toHaveLength(1)
    expect(failure.foundIn).toBeLessThan(50)
  })

  it('reports usual properties of which nothing was found out, and does not fail for them', async () => {
    const report = await survives(chaos, polite, { faults: faultsOf(truncatedStream({ afterDeltas: 500 })), runs: 5 })
    expect(report.inconclusive).toEqual(defaultProperties().map(({ id }) => id))
  })
})

describe('what was tried', () => {
  it('is counted by fault, kind of call and place in the stream', async () => {
    const careful = async (): Promise<unknown> => streamOpenAI(AbortSignal.timeout(30_000)).catch(() => 'Sorry')
    const { coverage } = await survives(chaos, careful, {
      faults: faultsOf(truncatedStream),
      atMost: 1,
      runs: 20,
      properties: [watching()],
      baseline: false,
    })
    const places = coverage.map(({ fault, site, place }) => [fault, site, place])
    expect(places).toContainEqual(['truncated-stream', 'openai chat.completions (stream)', 'before the first delta'])
    expect(places).toContainEqual(['truncated-stream', 'openai chat.completions (stream)', 'inside text'])
    expect(places).toContainEqual(['truncated-stream', 'openai chat.completions (stream)', 'before the end marker'])
  })

  it('is printed as a table in which what never fired is seen', async () => {
    const report = await survives(chaos, polite, {
      faults: faultsOf(overloaded, truncatedStream({ afterDeltas: 500 })),
      atMost: 1,
      runs: 5,
      properties: [retriesAtMost(0)],
    })
    expect(report.exercise.map(({ symptom, runs }) => [symptom, runs])).toEqual([
      ['5xx', 2],
      ['truncation', 0],
    ])
    expect(coverageTable(report)).toMatch(
      /1  openai \S+, refusal\noverloaded +\d\ntruncated-stream never fired\ntried 1 of 2 combinations of call, attempt, phase and fault class$/,
    )
  })
})

describe('a failure', () => {
  it('holds a minimal set of faults that breaks the property', async () => {
    const both: Property['judge'] = ({ journal: { calls } }) => {
      const fired = new Set(calls.flatMap((call) => call.fired.map((fire) => fire.fault)))
      return fired.has('truncated-stream') && fired.has('split-bytes') ? { type: 'violated', how: 'both have fired' } : { type: 'held' }
    }
    const failure = await failureOf(chaos, gullible, {
      faults: faultsOf(truncatedStream, splitBytes, slowFirstToken, overloaded),
      atMost: 4,
      runs: 300,
      properties: [watching(both)],
      baseline: false,
    })
    expect(failure.plan.injections.map(({ fault }) => fault).toSorted()).toEqual(['split-bytes', 'truncated-stream'])
  })

  it('is the same for the same seed', async () => {
    const fail = (): Promise<ResilienceError> =>
      failureOf(chaos, gullible, {
        faults: faultsOf(overloaded, truncatedStream({ afterDeltas: 2 }).chance(0.5)),
        properties: [noSilentTruncation()],
      })
    const first = await fail()
    const second = await fail()
    expect(second.message).toBe(first.message)
    expect(JSON.stringify(second.incident)).toBe(JSON.stringify(first.incident))
  })

  it('of what is left to chance replays as what happened then', async () => {
    chaos.inject(truncatedStream({ afterDeltas: 2 }).chance(0.02))
    const { incident, seed } = await failureOf(chaos, gullible, { runs: 500, properties: [noSilentTruncation()] })
    expect(seed).toBe('tuesday')
    expect(incident.seed).toMatch(/^tuesday\/\d+$/)
    expect(JSON.stringify((await replay(incident, gullible)).incident)).toBe(JSON.stringify(incident))
  })

  it('carries an incident that replays as the single run', async () => {
    const { incident, property } = await failureOf(chaos, gullible, { faults: anyFault(), properties: [noSilentTruncation()] })
    const again = await replay(JSON.parse(JSON.stringify(incident)) as Incident, gullible)
    expect(again.property).toBe(property)
    expect(JSON.stringify(again.incident)).toBe(JSON.stringify(incident))
    expect(again.message).toContain('(replayed from an incident)')
  })

  it('of an abort replays as that, without the silence of the judging in its plan', async () => {
    const options = { faults: faultsOf(overloaded), properties: [settlesWithin('1s'), abortPropagates()] }
    const { incident, plan, message } = await failureOf(chaos, gullible, options)
    expect(message).toContain('  caused by aborting the task after 1s, during a stalled stream\n')
    expect(incident.plan).toEqual({ version: 1, injections: [] })
    expect(plan).toEqual(incident.plan)
    expect((await replay(incident, gullible, options.properties)).property).toBe('abort-propagates')
  })
})

/** Runs the app again under an incident, in a chaos that replays it. */
async function replay(
  incident: ResilienceError['incident'],
  app: () => Promise<unknown>,
  properties: readonly Property[] = [noSilentTruncation()],
): Promise<ResilienceError> {
  const replaying = brownout({ providers: [openai(), anthropic()], replay: readIncident(incident, catalogue) })
  server.resetHandlers(...replaying.handlers)
  try {
    return await failureOf(replaying, app, { faults: anyFault(), properties })
  } finally {
    server.resetHandlers(...chaos.handlers)
  }
}

describe('a verdict that was never reached', () => {
  it.each([
    ['answers from a cache', () => Promise.resolve('from the cache'), 'The task resolves: "from the cache".'],
    ['fails before it calls', () => Promise.reject(new TypeError('oh')), 'The task rejects: TypeError: oh.'],
  ])('tests nothing of a task that %s, and reports it', async (_, task, ended) => {
    await expect(survives(chaos, task, { runs: 3 })).rejects.toThrow(
      `survives() ran the task 3 times, and it never called an emulated provider: nothing was tested. ${ended} Check`,
    )
  })

  it('does not count as held', async () => {
    const surviving = survives(chaos, polite, {
      faults: faultsOf(truncatedStream({ afterDeltas: 500 })),
      runs: 5,
      properties: [noSilentTruncation(), settlesWithin('1s')],
    })
    await expect(surviving).rejects.toThrow(InconclusiveError)
    await expect(surviving).rejects.toThrow(
      'Inconclusive: 5 runs did not exercise no-silent-truncation (no answer was truncated), settles-within(1s) (nothing that was injected has fired). truncated-stream never fired.',
    )
  })

  it('gives the most frequent reason for each property', async () => {
    const surviving = survives(chaos, polite, {
      faults: faultsOf(stalledStream({ duration: 1 }), splitBytes),
      runs: 20,
      properties: [fallsBack()],
    })
    await expect(surviving).rejects.toThrow('falls-back (openai did not fail permanently)')
  })

  it('leaves room for others: one property that held is enough for itself only', async () => {
    const surviving = survives(chaos, polite, {
      faults: faultsOf(overloaded),
      runs: 5,
      properties: [retriesAtMost(0), noSilentTruncation()],
    })
    await expect(surviving).rejects.toThrow(/did not exercise no-silent-truncation \(no answer was truncated\)\.$/)
  })
})

describe("a bug that is not the app's", () => {
  it('of a fault is reported as an error of the fault', async () => {
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
    await expect(survives(chaos, polite, { faults: faultsOf(faulty), properties: [retriesAtMost(0)] })).rejects.toThrow(
      'The fault "faulty" failed in its answer stage.',
    )
  })

  it('of a property is reported as an error of the property', async () => {
    const surviving = survives(chaos, polite, {
      faults: faultsOf(overloaded),
      properties: [watching(({ outcome }) => (outcome as never as { nothing: { here: never } }).nothing.here)],
    })
    await expect(surviving).rejects.toThrow(
      'The property "watching" threw while it judged a run. That is a bug in the property, not in the app',
    )
  })

  it('of the test, which calls an endpoint that is not emulated, is reported as an error of the test', async () => {
    const lost = (): Promise<unknown> =>
      openaiClient({ baseURL: 'https://api.openai.com/v7' })
        .models.list()
        .catch(() => 'Sorry')
    await expect(survives(chaos, lost, { faults: faultsOf(overloaded), properties: [watching()] })).rejects.toThrow(/\/v7\/models/)
  })

  it('fits on one screen for any app, and lists what it omits', async () => {
    const restless = async (): Promise<string> => {
      for (let count = 0; count < 100; count++) {
        const text = await askOpenAI().catch(() => undefined)
        if (text !== undefined) return text
        await sleep(100)
      }
      throw new Error(`Nothing came. ${'I have tried. '.repeat(500)}`)
    }
    const { message } = await failureOf(chaos, restless, { faults: faultsOf(overloaded, serverError), properties: [retriesAtMost(2)] })
    const lines = message.split('\n')
    expect(lines.length).toBeLessThanOrEqual(30)
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThan(200)
    expect(message).toMatch(/\.\.\. 8\d more/)
    expect(message).not.toContain('\u001B')
  })

  it('of an app that does not do the same twice is reported as such', async () => {
    let runs = 0
    const fickle: Property['judge'] = () => (++runs === 1 ? { type: 'violated', how: 'it was the first' } : { type: 'held' })
    await expect(survives(chaos, polite, { faults: faultsOf(overloaded), properties: [watching(fickle)] })).rejects.toThrow(
      'Not reproducible: watching was violated in one run and not in the next, with the same plan and seed.',
    )
  })
})

describe('survives', () => {
  const properties = [retriesAtMost(0)]

  it.for([
    ['no properties', { faults: anyFault(), properties: [] }, 'survives() needs properties'],
    [
      'a property that was not called',
      { faults: anyFault(), properties: [noSilentTruncation] },
      'survives() got the function noSilentTruncation as a property',
    ],
    ['a name for a property', { faults: anyFault(), properties: ['settles-within'] }, 'survives() got "settles-within" as a property'],
    [
      'an option that it does not have',
      { faults: anyFault(), properties, run: 5 },
      'survives() cannot read its options: it has no "run". Did you mean "runs"?',
    ],
    ['no runs', { faults: anyFault(), properties, runs: 0 }, 'survives() got 0 as its option "runs": expected an integer of at least 1.'],
    [
      'no room for a fault',
      { faults: anyFault(), properties, atMost: 0 },
      'survives() got 0 as its option "atMost": expected an integer of at least 1.',
    ],
    [
      'a slip in a choice',
      { faults: anyFault(), properties, time: 'reel' },
      'survives() got "reel" as its option "time": expected "virtual" or "real". Did you mean "real"?',
    ],
    ['a word for yes', { faults: anyFault(), properties, all: 'yes' }, 'survives() got "yes" as its option "all": expected true or false.'],
    ['a list of faults', { faults: [overloaded], properties }, 'survives() got a list as its faults: expected anyFault() or faultsOf(...)'],
    [
      'a fault whose condition no plan can hold',
      { faults: faultsOf(rateLimited().when(() => true)), properties },
      'Cannot export the injection of "rate-limited": its .when(...) is a function',
    ],
  ] as const)('refuses %s', async ([, options, message]) => {
    await expect(survives(chaos, polite, options as never)).rejects.toThrow(message)
  })

  it('refuses real time within virtual time', async () => {
    await expect(virtualTime(() => survives(chaos, polite, { faults: anyFault(), properties, time: 'real' }))).rejects.toThrow(
      'survives() cannot run in real time: virtual time is active around it.',
    )
  })
})
