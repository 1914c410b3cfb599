import type { CrashPoint } from '../../../src/engine/plan/script.ts'
import { answers, openai, type Chaos } from '../../../src/index.ts'
import type { TaskTools } from '../../../src/property/index.ts'
import { CrashedError } from '../../../src/property/trial/crash.ts'
import { rehearse, type Rehearsal } from '../../../src/property/trial/rehearse.ts'
import { activeSession } from '../../../src/time/index.ts'
import { describe, expect, withChaos } from '../../../src/vitest/index.ts'
import { askOpenAI, sleep, streamOpenAI } from '../apps.ts'

const test = withChaos({
  providers: [openai()],
  answers: answers.from(() => 'It is on its way.'),
  pace: { firstToken: 100, perDelta: 100 },
})

type Run = (tools: TaskTools, log: (text: string) => void) => unknown

/** The log of the first process, and the result of the rehearsal. */
async function crashed(
  chaos: Chaos,
  crashAt: CrashPoint,
  run: Run,
): Promise<{ readonly logged: readonly string[]; readonly rehearsal: Rehearsal }> {
  const logged: string[] = []
  let processes = 0
  const makeTask = (): ((tools: TaskTools) => unknown) => {
    const number = ++processes
    return (tools) => (number === 1 ? run(tools, (text) => void logged.push(text)) : 'restarted')
  }
  const script = [
    { after: 0, copies: 1, crashAt },
    { after: 600_000, copies: 1 },
  ]
  const setting = { chaos, makeTask, session: activeSession(), limit: 3_600_000 }
  const rehearsal = await rehearse(setting, { seed: 'tuesday', script, injections: [] })
  expect(rehearsal.runs[1]!.copies[0]!.outcome.settlement).toEqual({ type: 'value', value: 'restarted' })
  expect(rehearsal.runs[0]!.copies[0]!.outcome.crashed).toMatchObject({ at: expect.any(Number) as number })
  return { logged, rehearsal }
}

const endings = ({ journal }: Rehearsal): unknown[] => journal.calls.map(({ ending }) => ending)
const effects = ({ runs }: Rehearsal): string[] => runs[0]!.copies[0]!.outcome.effects.map(({ text }) => text)

describe('a process that crashes', () => {
  const twoCalls: Run = async ({ observe }, log) => {
    await askOpenAI().finally(() => log('first'))
    observe.effect('mail')
    await askOpenAI().finally(() => log('second'))
    return 'done'
  }

  test.for([
    [{ call: 1, when: 'sent' }, [], ['aborted'], []],
    [{ call: 1, when: 'answered' }, [], ['complete'], []],
    [{ effect: 1, when: 'before' }, ['first'], ['complete'], []],
    [{ effect: 1, when: 'after' }, ['first'], ['complete'], ['mail']],
    [{ call: 2, when: 'sent' }, ['first'], ['complete', 'aborted'], ['mail']],
    [{ call: 2, when: 'answered' }, ['first'], ['complete', 'complete'], ['mail']],
    ['end', ['first', 'second'], ['complete', 'complete'], ['mail']],
    [{ call: 3, when: 'sent' }, ['first', 'second'], ['complete', 'complete'], ['mail']],
  ] as const)('at %j happens only after that point', async ([point, logged, ended, done], { chaos }) => {
    const found = await crashed(chaos, point, twoCalls)
    expect(found.logged).toEqual(logged)
    expect(endings(found.rehearsal)).toEqual(ended)
    expect(effects(found.rehearsal)).toEqual(done)
  })

  test('loses its timers, its open calls and what it has not read', async ({ chaos }) => {
    const { logged, rehearsal } = await crashed(chaos, { effect: 1, when: 'after' }, async ({ observe }, log) => {
      setInterval(() => log('interval'), 1_000)
      void askOpenAI().finally(() => log('call'))
      void streamOpenAI(undefined, () => log('delta')).finally(() => log('stream'))
      await sleep(150)
      try {
        observe.effect('mail')
      } finally {
        log('finally')
      }
    })
    expect(logged).toEqual(['delta', 'finally'])
    expect(endings(rehearsal)).toEqual(['aborted', 'aborted'])
  })

  test('no longer affects other runs', async ({ chaos }) => {
    const errors: unknown[] = []
    const { logged, rehearsal } = await crashed(chaos, { effect: 1, when: 'before' }, async ({ observe }, log) => {
      const retry = (): Promise<void> => observe.task('retry', () => log('task'))
      const acts = [observe.effect, observe.alert, observe.streamed].map((act) => async (): Promise<void> => act('mail'))
      for (const act of [...acts, retry]) await act().catch((error: unknown) => errors.push(error))
      await askOpenAI().finally(() => log('call'))
    })
    expect(errors).toEqual(Array.from({ length: 4 }, () => expect.any(CrashedError) as CrashedError))
    expect(logged).toEqual([])
    expect(endings(rehearsal)).toEqual([])
    expect(rehearsal.runs[0]!.copies[0]!.outcome).toMatchObject({ effects: [], alerts: [], streamed: [], tasks: [] })
  })

  test('counts the calls and the effects of its own run', async ({ chaos }) => {
    let processes = 0
    const makeTask = (): ((tools: TaskTools) => unknown) => {
      processes++
      return async ({ observe }) => {
        await askOpenAI()
        observe.effect(`mail ${processes}`)
      }
    }
    const run = { after: 1_000, copies: 1 }
    const script = [
      { ...run, crashAt: { call: 1, when: 'sent' } as const },
      { ...run, crashAt: { effect: 1, when: 'after' } as const },
      run,
    ]
    const rehearsal = await rehearse(
      { chaos, makeTask, session: activeSession(), limit: 60_000 },
      { seed: 'tuesday', script, injections: [] },
    )
    expect(endings(rehearsal)).toEqual(['aborted', 'complete', 'complete'])
    expect(rehearsal.runs.map(({ copies }) => copies[0]!.outcome.effects.map(({ text }) => text))).toEqual([[], ['mail 2'], ['mail 3']])
  })
})
