import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { catalogue } from '../../faults/catalogue.ts'
import { overloaded, slowFirstToken } from '../../faults/index.ts'
import { brownout, openai, readIncident, StuckError, virtualTime, type Chaos } from '../../src/index.ts'
import { survives, scenario, type ScenarioTools } from '../../src/property/index.ts'
import { activeSession } from '../../src/time/index.ts'
import { test } from '../../src/vitest/index.ts'
import { askOpenAI, openaiClient, sleep } from './apps.ts'

const chaos = brownout({ seed: 'tuesday', providers: [openai()] })
let release = (): void => {}

beforeAll(() => void (release = chaos.intercept()))
afterEach(() => chaos.reset('tuesday'))
afterAll(() => release())

/** An assistant that opens its circuit for five minutes after a failure, and mails each answer. */
class Assistant {
  #closedFrom = 0

  async ask(signal: AbortSignal, mail: (answer: string) => void): Promise<string> {
    if (Date.now() < this.#closedFrom) return 'Sorry, later.'
    try {
      const answer = await askOpenAI(openaiClient(), signal)
      mail(answer)
      return answer
    } catch (error) {
      if (signal.aborted) throw error
      this.#closedFrom = Date.now() + 300_000
      return 'Sorry, later.'
    }
  }
}

const assistant = {
  app: (): Assistant => new Assistant(),
  task: (app: Assistant, { signal, observe }: { signal: AbortSignal; observe: { effect(name: string): void } }): Promise<string> =>
    app.ask(signal, () => observe.effect('mail')),
}

describe('a scenario', () => {
  it('runs one app several times on one clock, with faults in single runs, and reports each run', async () => {
    const calls = await scenario(chaos, assistant, async ({ run, runConcurrently, wait }) => {
      const before = await run()
      expect(before).toMatchObject({ error: undefined, startedAt: 0, effects: [{ text: 'mail' }], calls: [{ ending: 'complete' }] })
      expect(before.value).toBe(before.calls[0]!.received)

      const during = await run({ inject: [overloaded()] })
      expect(during).toMatchObject({ value: 'Sorry, later.', effects: [], calls: [{ ending: 'refused', inRun: 2 }] })
      expect(await run()).toMatchObject({ value: 'Sorry, later.', calls: [] })

      await wait('10m')
      const after = await run()
      expect(after.value).toEqual(before.value)
      expect(after.startedAt).toBeGreaterThan(600_000)

      const [aborted, other] = await runConcurrently(2, { inject: [slowFirstToken({ by: '5s' })], abortAfter: '1s' })
      expect(aborted).toMatchObject({ value: undefined, error: { name: 'Error' }, calls: [{ ending: 'aborted' }] })
      expect(aborted!.abortedAt! - aborted!.startedAt).toBe(1_000)
      expect(other).toMatchObject({ value: before.value, error: undefined, calls: [{ ending: 'complete' }] })
      return chaos.journal.calls.length
    })
    expect(calls).toBe(5)
    expect(activeSession()).toBeUndefined()
  })

  it('has what chaos.inject() injects in all runs from then on', async () => {
    await scenario(
      chaos,
      () => askOpenAI(),
      async ({ run }) => {
        expect((await run()).error).toBeUndefined()
        chaos.inject(overloaded())
        expect((await run()).error).toMatchObject({ status: 503 })
        expect((await run()).error).toMatchObject({ status: 503 })
      },
    )
  })

  it('returns a run that never settles, and continues', async () => {
    let count = 0
    const task = (): Promise<unknown> => (++count === 1 ? new Promise(() => {}) : askOpenAI())
    await scenario(chaos, task, async ({ run }) => {
      expect(await run()).toMatchObject({ value: undefined, settlement: { type: 'stuck' } })
      expect((await run()).error).toBeUndefined()
    })
    const patient = (): Promise<unknown> => askOpenAI().then(() => sleep(120_000))
    await scenario(chaos, patient, async ({ run }) => expect((await run()).error).toBeInstanceOf(StuckError), { limit: '1m' })
  })

  it('sees what the app does after its run', async () => {
    const task = async ({ observe }: { observe: { effect(name: string): void } }): Promise<void> => {
      await askOpenAI()
      setTimeout(() => observe.effect('mail'), 60_000)
    }
    await scenario(chaos, task, async ({ run, wait }) => {
      const first = await run()
      expect(first.effects).toEqual([])
      await wait('2m')
      expect(first.effects).toMatchObject([{ at: 60_000, text: 'mail' }])
    })
  })

  it('takes part in virtual time that is in force, and leaves it as it was', async () => {
    await virtualTime(async (clock) => {
      await sleep(5_000)
      await scenario(
        chaos,
        () => askOpenAI(),
        async ({ run }) => expect((await run()).startedAt).toBe(5_000),
      )
      await survives(chaos, () => askOpenAI().catch(() => 'Sorry'), { runs: 2, baseline: false })
      const from = clock.now()
      // Longer than a run of the task can take.
      await sleep(7_200_000)
      expect(clock.now() - from).toBe(7_200_000)
    })
  })

  it('happens again in a replay of its incident', async () => {
    const play = (played: Chaos): Promise<unknown[]> =>
      scenario(played, assistant, async ({ run, wait }) => {
        const values = [(await run()).value, (await run({ inject: [overloaded()] })).value]
        await wait('10m')
        return [...values, (await run()).value]
      })
    const values = await play(chaos)
    expect(values[1]).toBe('Sorry, later.')
    const replayed = brownout({ providers: [openai()], replay: readIncident(chaos.incident(), catalogue) })
    const journal = JSON.stringify(chaos.journal)
    release()
    const releaseReplayed = replayed.intercept()
    try {
      expect(await play(replayed)).toEqual(values)
      expect(JSON.stringify(replayed.journal)).toBe(journal)
    } finally {
      releaseReplayed()
      release = chaos.intercept()
    }
  })

  test('can be played with the fixture', async ({ chaos: own }) => {
    const value = await scenario(
      own,
      () => askOpenAI(),
      async ({ run, wait }) => {
        await run({ inject: [overloaded()] })
        await wait('10m')
        return (await run()).value
      },
    )
    expect(value).toBe(own.journal.calls[1]!.received)
  })
})

describe('a scenario that is used wrongly', () => {
  const wrongly = (play: (tools: ScenarioTools) => unknown): Promise<unknown> => scenario(chaos, () => askOpenAI(), play)

  it.for<[string, (tools: ScenarioTools) => unknown, string]>([
    ['has no run', () => {}, 'The scenario ended without a run: expected await run() in it.'],
    ['does not await a run', ({ run }) => void run(), 'The scenario ended while run() was still in progress'],
    [
      'runs the task twice at the same time',
      ({ run }) => Promise.all([run(), run()]),
      'run() was called while run() was in progress: await one before the next. To run the task several times at the same time, use runConcurrently(2).',
    ],
    ['waits during a run', ({ run, wait }) => Promise.all([run(), wait('1m')]), 'wait() was called while run() was in progress'],
    [
      'runs no copy',
      ({ runConcurrently }) => runConcurrently(0),
      'runConcurrently() cannot run the task 0 times: expected an integer of at least 1.',
    ],
    ['waits for no time', ({ wait }) => wait('soon' as '1s'), 'Cannot read "soon" as a duration.'],
    [
      'misspells an option',
      ({ run }) => run({ injects: [] } as never),
      'run() cannot read its options: it has no "injects". Did you mean "inject"?',
    ],
    [
      'injects an unknown fault',
      ({ run }) => run({ inject: [overloaded as never] }),
      'run() cannot inject a function: expected a list of faults, such as { inject: [overloaded()] }.',
    ],
    [
      'injects a fault that names its runs',
      ({ run }) => run({ inject: [overloaded().inRun(2)] }),
      'Cannot inject "overloaded" with .inRun(1): it has .inRun already.',
    ],
    [
      'resets the chaos',
      async ({ run }) => {
        await run()
        chaos.reset()
        await run()
      },
      'The scenario cannot continue: chaos.reset() or survives() began a new journal within it.',
    ],
  ])('%s', async ([, play, message]) => {
    await expect(wrongly(play)).rejects.toThrow(message)
    expect(activeSession()).toBeUndefined()
  })

  it('continues after its end', async () => {
    let later: ScenarioTools | undefined
    await wrongly(async (tools) => {
      later = tools
      await tools.run()
    })
    await expect(later!.run()).rejects.toThrow('run() was called after the end of the scenario')
  })

  it('calls no provider', async () => {
    const silent = scenario(
      chaos,
      () => 'cached',
      async ({ run }) => void (await run()),
    )
    await expect(silent).rejects.toThrow('The scenario ran the task once, and it never called an emulated provider.')
  })

  it('has no scenario, or no task', async () => {
    await expect(scenario(chaos, () => askOpenAI(), undefined as never)).rejects.toThrow('scenario() got undefined as the scenario')
    await expect(scenario(chaos, 'ask' as never, () => {})).rejects.toThrow('scenario() got ask as its task')
  })

  it('waits for something that never happens', async () => {
    const waiting = wrongly(async ({ run }) => {
      await run()
      await new Promise(() => {})
    })
    await expect(waiting).rejects.toThrow(StuckError)
  })
})
